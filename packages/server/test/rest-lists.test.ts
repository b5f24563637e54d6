import type { Incident } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { someIncident, testApp } from './app.ts';

const HOUR = 3_600_000;
const specs = [
  ['a', 'P3', 'checkout-api', 'Mara', 'open'],
  ['b', 'P1', 'checkout-api', null, 'acknowledged'],
  ['c', 'P2', 'search', 'Jonas', 'resolved'],
  ['d', 'P1', 'search', 'Mara', 'in_progress'],
  ['e', 'P4', 'mail relay', null, 'resolved'],
  ['f', 'P2', 'checkout-api', 'Mara', 'resolved'],
] as const;

/** Six incidents, one an hour from 08:00; then `b` and `d` are changed. */
async function sixIncidents() {
  const app = await testApp();
  const ids: Record<string, string> = {};
  for (const [title, severity, service, assignedTo, status] of specs) {
    const fields = { title, severity, service, assignedTo, status };
    ids[title] = (await someIncident(app, fields)).id;
    await app.clock.advance(HOUR);
  }
  for (const title of ['d', 'b']) {
    await app.rest('POST', `/incidents/${ids[title]}/notes`, { text: 'note' });
    await app.clock.advance(HOUR);
  }
  /** The titles in order, and the total. */
  const list = async (query: string): Promise<[string, string | undefined]> => {
    const { body, headers, text } = await app.rest<Incident[]>('GET', `/incidents?${query}`);
    if (!Array.isArray(body)) throw new Error(text);
    expect(headers['x-total-count-relation']).toBe('eq');
    return [body.map(({ title }) => title).join(''), headers['x-total-count']];
  };
  return { app, list };
}

test('a list is the array itself, with its total beside it', async () => {
  const { app } = await sixIncidents();

  const { status, body, headers } = await app.rest<Incident[]>('GET', '/incidents');

  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(headers['link']).toBeUndefined();
  expect(headers).toMatchObject({ 'x-total-count': '6', 'x-total-count-relation': 'eq' });
  const { body: one } = await app.rest('GET', `/incidents/${String(body[0]?.id)}`);
  expect({ ...body[0], alerts: [], alertCount: 0 }).toEqual(one);
});

test('an empty list is an empty array, of a total of nothing', async () => {
  const { rest } = await testApp();

  for (const path of ['/incidents', '/incidents?q=x&status=Open', '/runbooks', '/runbooks?q=x']) {
    const { status, body, headers } = await rest('GET', path);
    expect([status, body], path).toEqual([200, []]);
    expect(headers['x-total-count'], path).toBe('0');
    expect(headers['link'], path).toBeUndefined();
  }
});

describe('over six incidents', () => {
  async function check(cases: Record<string, string>) {
    const { list } = await sixIncidents();
    for (const [query, titles] of Object.entries(cases)) {
      expect(await list(query), query).toEqual([titles, String(titles.length)]);
    }
  }

  test('each sort has its order', () =>
    check({
      '': 'fedcba',
      'sort=-createdAt': 'fedcba',
      'sort=createdAt': 'abcdef',
      'sort=-updatedAt': 'bdfeca',
      'sort=updatedAt': 'acefdb',
      'sort=severity': 'dbfcae',
      'sort=relevance': 'fedcba',
    }));

  test('each filter narrows; several values of one widen', () =>
    check({
      'status=Open': 'dba',
      'status=Closed': 'fec',
      'status=acknowledged': 'b',
      'status=open&status=in_progress': 'da',
      'severity=P1': 'db',
      'severity=P2&severity=low': 'fec',
      'service=checkout-api': 'fba',
      'service=mail%20relay': 'e',
      'service=mail+relay': 'e',
      'service=search&service=checkout-api': 'fdcba',
      'service=Search': '',
      'assignedTo=Mara': 'fda',
      'assignedTo=Jonas&assignedTo=Mara': 'fdca',
      'assignedTo=Nobody': '',
    }));

  test('filters are met all together, in every order', () =>
    check({
      'status=Open&severity=P1': 'db',
      'status=Open&severity=P1&service=search': 'd',
      'status=Closed&assignedTo=Mara&service=checkout-api&severity=high': 'f',
      'status=Open&severity=P1&severity=P3&sort=createdAt': 'abd',
      'status=Closed&sort=severity': 'fce',
      'status=Open&sort=-updatedAt': 'bda',
      'assignedTo=Mara&sort=updatedAt': 'afd',
      'service=search&status=Closed&severity=P1': '',
    }));

  test('from is the first moment that counts, to the first that does not', () =>
    check({
      'from=2026-03-01T10:00:00Z': 'fedc',
      'to=2026-03-01T10:00:00Z': 'ba',
      'from=2026-03-01T09:00:00.000Z&to=2026-03-01T11:00:00.000Z': 'cb',
      'from=2026-03-01T12:00:00%2B02:00': 'fedc',
      'from=2026-03-01T10:00:00.001Z': 'fed',
      'from=2026-03-01': 'fedcba',
      'to=2026-03-01': '',
      'from=2026-03-02': '',
      'to=2026-03-02': 'fedcba',
      'from=2026-03-01T12:00:00Z&to=2026-03-01T09:00:00Z': '',
      'from=0001-01-01&to=9999-12-31': 'fedcba',
    }));

  test('times combine with every filter and sort', () =>
    check({
      'from=2026-03-01T09:00:00Z&status=Open': 'db',
      'to=2026-03-01T13:00:00Z&severity=P2': 'c',
      'from=2026-03-01T09:00:00Z&service=checkout-api&sort=createdAt': 'bf',
      'from=2026-03-01T09:00:00Z&to=2026-03-01T13:00:00Z&sort=severity': 'dbce',
      'from=2026-03-01T09:00:00Z&assignedTo=Mara&sort=-updatedAt': 'df',
    }));
});

test('a total follows every kind of change', async () => {
  const app = await testApp();
  const totals = async () => {
    const count = async (query: string) =>
      (await app.rest('GET', `/incidents?limit=1&${query}`)).headers['x-total-count'];
    return [
      await count(''),
      await count('status=Open'),
      await count('severity=P1'),
      await count('service=a'),
      await count('assignedTo=Mara'),
    ].join();
  };
  const first = await someIncident(app, { severity: 'P1', service: 'a', assignedTo: 'Mara' });
  const second = await someIncident(app, { severity: 'P1', service: 'a' });
  expect(await totals()).toBe('2,2,2,2,1');

  await app.rest('PATCH', `/incidents/${second.id}`, { severity: 'P3', service: 'b' });
  expect(await totals()).toBe('2,2,1,1,1');
  await app.rest('POST', `/incidents/${first.id}/close`);
  expect(await totals()).toBe('2,1,1,1,1');
  await app.rest('PATCH', `/incidents/${first.id}`, { assignedTo: null });
  expect(await totals()).toBe('2,1,1,1,0');
  await app.rest('POST', `/incidents/${first.id}/reopen`);
  expect(await totals()).toBe('2,2,1,1,0');
  await app.rest('POST', `/incidents/${first.id}/notes`, { text: 'note' });
  expect(await totals()).toBe('2,2,1,1,0');
  await app.rest('DELETE', `/incidents/${first.id}`);
  expect(await totals()).toBe('1,1,0,0,0');
});
