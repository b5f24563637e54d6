import type { Incident } from '@tocsin/client';
import { describe, expect, it } from 'vitest';
import { inOrder, listInput, matches, parametersOf, queryOf } from './incident-query.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const query = (url: string) => queryOf(new URLSearchParams(url));

const incident = (fields: Partial<Incident> = {}): Incident => ({
  id: 'a',
  number: 1,
  title: 'Café checkout answers 500',
  severity: 'P2',
  status: 'Open',
  phase: 'acknowledged',
  service: 'checkout-api',
  assignedTo: 'Mara',
  createdAt: '2026-03-10T08:00:00.000Z',
  updatedAt: '2026-03-10T09:00:00.000Z',
  acknowledgedAt: null,
  resolvedAt: null,
  mttaSeconds: null,
  mttrSeconds: null,
  snoozedUntil: null,
  mergedInto: null,
  notes: [],
  version: 1,
  ...fields,
});

describe('a URL', () => {
  it('without parameters is what is open', () => {
    expect(query('').status).toEqual(['Open']);
    expect(parametersOf(query(''))).toEqual({});
  });

  it.each([
    'q=disk+full',
    'status=Closed',
    'status=all',
    'status=acknowledged&status=in_progress',
    'severity=P1&severity=P2&service=api&service=web',
    'assignedTo=Mara+L.&period=7d&sort=severity',
  ])('says the same after it was read: %s', (url) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(parametersOf(query(url)))) {
      for (const item of [value].flat()) parameters.append(name, item);
    }
    expect(parameters.toString()).toBe(url);
  });

  it('that was mistyped narrows by what is understood', () => {
    const read = query('severity=P9&severity=P1&sort=size&period=1y&status=Open&toString=1');
    expect(read.severity).toEqual(['P1']);
    expect([read.sort, read.period]).toEqual([undefined, undefined]);
    expect(query('sort=toString').sort).toBeUndefined();
  });
});

describe('what the server is asked', () => {
  it('has only what narrows', () => {
    expect(listInput(query('status=all'), now)).toEqual({});
    expect(listInput(query('q=++'), now)).toEqual({ status: ['Open'] });
    expect(listInput(query('period=24h&severity=P1'), now)).toEqual({
      status: ['Open'],
      severity: ['P1'],
      from: '2026-03-09T12:00:00.000Z',
    });
  });

  it('does not sort by relevance without words', () => {
    expect(listInput(query('sort=relevance'), now)).not.toHaveProperty('sort');
    expect(listInput(query('sort=relevance&q=disk'), now)).toHaveProperty('sort', 'relevance');
  });
});

describe('an incident belongs into a list', () => {
  it.each([
    ['', true],
    ['status=Closed', false],
    ['status=all', true],
    ['status=acknowledged', true],
    ['status=open', false],
    ['severity=P1', false],
    ['severity=P1&severity=P2', true],
    ['service=checkout-api', true],
    ['service=web', false],
    ['assignedTo=Mara', true],
    ['assignedTo=Jo', false],
    ['period=24h', true],
    ['q=cafe', true],
    ['q=CAFÉ+chec', true],
    ['q=heckout', false],
    ['q=api+500', true],
    ['q=api+501', false],
  ])('of ?%s: %s', (url, belongs) => {
    expect(matches(query(url), incident(), now)).toBe(belongs);
  });

  it('by the words of its notes', () => {
    const notes = [{ id: 'n', timestamp: '', author: 'Jo', text: 'The *index* is gone' }];
    expect(matches(query('q=inde'), incident({ notes }), now)).toBe(true);
  });

  it('not when nobody has it and somebody is asked for, nor when it is too old', () => {
    expect(matches(query('assignedTo=Mara'), incident({ assignedTo: null }), now)).toBe(false);
    const createdAt = '2026-03-01T00:00:00.000Z';
    expect(matches(query('period=7d'), incident({ createdAt }), now)).toBe(false);
  });
});

describe('the order', () => {
  const older = incident({ number: 1, severity: 'P1', updatedAt: '2026-03-10T11:00:00.000Z' });
  const newer = incident({
    number: 2,
    severity: 'P3',
    createdAt: '2026-03-10T09:00:00.000Z',
    updatedAt: '2026-03-10T09:30:00.000Z',
  });

  it.each([
    [undefined, [2, 1]],
    ['-createdAt', [2, 1]],
    ['createdAt', [1, 2]],
    ['-updatedAt', [1, 2]],
    ['severity', [1, 2]],
  ] as const)('by %s', (sort, numbers) => {
    const sorted = [older, newer].toSorted((a, b) => inOrder(sort, a, b));
    expect(sorted.map(({ number }) => number)).toEqual(numbers);
  });

  it('of the same millisecond goes by number', () => {
    const same = incident({ number: 2 });
    expect(inOrder(undefined, older, same)).toBeGreaterThan(0);
  });
});
