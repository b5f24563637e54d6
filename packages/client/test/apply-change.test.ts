import { contract } from '@tocsin/contract';
import { describe, expect, it } from 'vitest';
import type { Incident, IncidentsListInput, Page } from '../src/index.ts';
import { applyChange, type Change } from '../src/live-list/apply-change.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString();

/** An incident of that minute, open and P3 unless told otherwise. */
function incident(number: number, fields: Partial<Incident> = {}): Incident {
  return {
    id: `id-${number}`,
    number,
    title: `Incident ${number}`,
    severity: 'P3',
    status: 'Open',
    phase: 'open',
    service: 'search',
    assignedTo: null,
    createdAt: at(number),
    updatedAt: at(number),
    acknowledgedAt: null,
    resolvedAt: null,
    mttaSeconds: null,
    mttrSeconds: null,
    snoozedUntil: null,
    mergedInto: null,
    notes: [],
    version: 1,
    ...fields,
  };
}

const page = (items: Incident[], more: Partial<Page<Incident>> = {}): Page<Incident> => ({
  items,
  nextCursor: null,
  total: items.length,
  totalRelation: 'eq',
  ...more,
});

let seq = 0;
/** What is told when an incident has become so. */
function became(now: Incident, fields: Partial<Change> = {}): Change {
  seq += 1;
  const common = { seq, at: now.updatedAt, actor: 'anonymous', incidentId: now.id, changes: {} };
  return { ...common, type: 'incident.updated', incident: now, ...fields };
}
const created = (now: Incident) => became(now, { type: 'incident.created' });
const deleted = (was: Incident) => became(was, { type: 'incident.deleted', incident: null });
const resolved = (was: Incident) =>
  became(
    { ...was, status: 'Closed', phase: 'resolved', version: was.version + 1 },
    { type: 'incident.resolved', changes: { phase: { from: was.phase, to: 'resolved' } } },
  );

const numbers = ({ items }: Page<Incident>) => items.map(({ number }) => number);
const [one, two, three, four] = [incident(1), incident(2), incident(3), incident(4)];
const open: IncidentsListInput = { status: 'Open' };

describe('an incident comes', () => {
  it('to its place in the order of the list', () => {
    const newest = applyChange(page([three, one]), created(two));
    expect([numbers(newest.page), newest.page.total]).toEqual([[3, 2, 1], 3]);
    const oldest = applyChange(page([one, three]), created(two), { sort: 'createdAt' });
    expect(numbers(oldest.page)).toEqual([1, 2, 3]);
    const worst = incident(2, { severity: 'P1' });
    const severest = applyChange(page([three, one]), created(worst), { sort: 'severity' });
    expect(numbers(severest.page)).toEqual([2, 3, 1]);
    const first = applyChange(page([]), created(two));
    expect([numbers(first.page), first.isExact]).toEqual([[2], true]);
  });

  it('behind those of its millisecond that came before it', () => {
    const twins = [5, 6].map((number) => incident(number, { createdAt: at(0) }));
    const third = incident(7, { createdAt: at(0) });
    expect(numbers(applyChange(page(twins.toReversed()), created(third)).page)).toEqual([7, 6, 5]);
    const oldestFirst = applyChange(page(twins), created(third), { sort: 'createdAt' });
    expect(numbers(oldestFirst.page)).toEqual([5, 6, 7]);
  });

  it('when it begins to fit the filter', () => {
    const reopened = incident(2, { version: 5 });
    const { page: now, isExact } = applyChange(page([three]), became(reopened), open);
    expect([numbers(now), now.total, isExact]).toEqual([[3, 2], 2, true]);
  });

  it('not when it does not fit', () => {
    const before = page([three]);
    const closed = incident(4, { status: 'Closed', phase: 'resolved' });
    expect(applyChange(before, created(closed), open)).toEqual({ page: before, isExact: true });
    expect(applyChange(before, created(closed), open).page).toBe(before);
  });

  it('and pushes the last one onto the next page', () => {
    const full = applyChange(page([two, one]), created(three), { limit: 2 });
    expect([numbers(full.page), full.page.total, full.isExact]).toEqual([[3, 2], 3, false]);
  });

  it('onto the next page, where it sorts behind this one', () => {
    const first = page([three, two], { nextCursor: 'next', total: 9 });
    const { page: now, isExact } = applyChange(first, created(one));
    expect([numbers(now), now.total, isExact]).toEqual([[3, 2], 10, false]);
  });

  it('before a page that is not the first, and may belong there', () => {
    const second = page([two, one], { total: 9 });
    const { page: now, isExact } = applyChange(second, created(three), { cursor: 'second' });
    expect([numbers(now), isExact]).toEqual([[2, 1], false]);
  });

  it('to a page that the server would have cut as well', () => {
    const { limit } = contract.incidents.list.input.parse({});
    const many = Array.from({ length: limit }, (_, i) => incident(limit - i));
    const { page: now, isExact } = applyChange(page(many), created(incident(limit + 1)));
    expect([now.items.length, now.total, isExact]).toEqual([limit, limit + 1, false]);
  });
});

describe('an incident goes', () => {
  it('when it no longer fits the filter', () => {
    const { page: now, isExact } = applyChange(page([two, one]), resolved(two), open);
    expect([numbers(now), now.total, isExact]).toEqual([[1], 1, true]);
  });

  it('when it is deleted', () => {
    const { page: now, isExact } = applyChange(page([two, one]), deleted(one));
    expect([numbers(now), now.total, isExact]).toEqual([[2], 1, true]);
    expect(applyChange(now, deleted(one)).page).toBe(now);
  });

  it('and leaves room for one of the next page', () => {
    const first = page([three, two], { nextCursor: 'next', total: 9 });
    const { page: now, isExact } = applyChange(first, deleted(two));
    expect([numbers(now), now.total, now.nextCursor, isExact]).toEqual([[3], 8, 'next', false]);
  });

  it('from another page, which only the total tells', () => {
    const first = page([three, two], { nextCursor: 'next', total: 9 });
    expect(applyChange(first, deleted(one))).toEqual({ page: first, isExact: false });
    expect(applyChange(first, resolved(one), open).isExact).toBe(false);
    const noted = became({ ...one, status: 'Closed', version: 2 }, { type: 'incident.note_added' });
    expect(applyChange(first, noted, open).isExact).toBe(true);
  });
});

describe('an incident changes', () => {
  it('in its place', () => {
    const renamed = { ...one, title: 'Worse', version: 2 };
    const { page: now, isExact } = applyChange(page([two, one]), became(renamed), open);
    expect([now.items, now.total, isExact]).toEqual([[two, renamed], 2, true]);
    const first = page([three, two], { nextCursor: 'next', total: 9 });
    const noted = applyChange(first, became({ ...two, version: 2 }));
    expect([noted.page.items[1]?.version, noted.isExact]).toEqual([2, true]);
  });

  it('and moves where the order wants it', () => {
    const touched = { ...one, updatedAt: at(9), version: 2 };
    const lastFirst: IncidentsListInput = { sort: '-updatedAt' };
    expect(numbers(applyChange(page([two, one]), became(touched), lastFirst).page)).toEqual([1, 2]);
    const firstFirst: IncidentsListInput = { sort: 'updatedAt' };
    expect(numbers(applyChange(page([one, two]), became(touched), firstFirst).page)).toEqual([
      2, 1,
    ]);
  });

  it('and may move to another page', () => {
    const first = page([one, two], { nextCursor: 'next', total: 9 });
    const touched = { ...one, updatedAt: at(9), version: 2 };
    const { page: now, isExact } = applyChange(first, became(touched), { sort: 'updatedAt' });
    expect([numbers(now), now.total, isExact]).toEqual([[2], 9, false]);
  });

  it('from a page that was read later: nothing is done', () => {
    const before = page([{ ...two, version: 3 }, one]);
    expect(applyChange(before, became({ ...two, version: 2 })).page).toBe(before);
    expect(applyChange(before, became({ ...two, version: 3 })).page).toBe(before);
  });

  it('twice, as after a resumed connection: once is enough', () => {
    const changes = [created(three), resolved(one), deleted(two), created(four)];
    const after = (twice: boolean) =>
      changes
        .flatMap((change) => (twice ? [change, change] : [change]))
        .reduce((now, change) => applyChange(now, change, open).page, page([two, one]));
    expect(after(true)).toEqual(after(false));
    expect(numbers(after(true))).toEqual([4, 3]);
  });
});

describe('a filter', () => {
  const p1 = incident(5, {
    severity: 'P1',
    service: 'mail',
    assignedTo: 'Mara',
    phase: 'in_progress',
  });
  const lets = (input: IncidentsListInput) =>
    applyChange(page([]), created(p1), input).page.items.length === 1;

  it.each<[IncidentsListInput, boolean]>([
    [{}, true],
    [{ status: undefined }, true],
    [{ status: 'Open' }, true],
    [{ status: 'open' }, false],
    [{ status: 'in_progress' }, true],
    [{ status: ['resolved', 'in_progress'] }, true],
    [{ status: 'Closed' }, false],
    [{ severity: 'critical' }, true],
    [{ severity: ['P2', 'P1'] }, true],
    [{ severity: ['high', 'low'] }, false],
    [{ service: 'mail' }, true],
    [{ service: ' mail ' }, true],
    [{ service: 'Mail' }, false],
    [{ assignedTo: ['Jonas', 'Mara'] }, true],
    [{ assignedTo: 'Jonas' }, false],
    [{ from: p1.createdAt }, true],
    [{ to: p1.createdAt }, false],
    [{ from: '2026-03-01', to: '2026-03-02' }, true],
    [{ from: '2026-03-01T10:05:00+02:00' }, true],
    [{ from: '2026-03-01T10:06:00+02:00' }, false],
    [{ status: 'Open', severity: 'P1', service: 'search' }, false],
  ])('%j: %s', (input, expected) => {
    expect(lets(input)).toBe(expected);
  });
});

describe('a search', () => {
  const search: IncidentsListInput = { q: 'slow' };

  it('is asked again for what only the server knows', () => {
    const before = page([one]);
    expect(applyChange(before, created(two), search)).toEqual({ page: before, isExact: false });
    const renamed = { ...one, title: 'Fast', version: 2 };
    const { page: now, isExact } = applyChange(before, became(renamed), search);
    expect([now.items, isExact]).toEqual([[renamed], false]);
  });

  it('is not asked again for what its filters keep out', () => {
    const both = { ...search, ...open };
    const { page: now, isExact } = applyChange(page([two, one]), resolved(two), both);
    expect([numbers(now), isExact]).toEqual([[1], true]);
  });
});
