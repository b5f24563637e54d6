import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient, type Incident, type IncidentsListInput, type Tocsin } from '../src/index.ts';
import { applyChange, type Change } from '../src/live-list/apply-change.ts';
import { startServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** The same numbers every time: from 0 to below 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const severities = ['P1', 'P2', 'high', 'medium', 'low', 'critical'] as const;
const services = ['search', 'checkout', 'mail'];
const people = ['Mara', 'Jonas', null];
const forward = ['acknowledged', 'in_progress', 'resolved'] as const;

const inputs: IncidentsListInput[] = [
  {},
  { status: 'Open' },
  { status: 'Closed' },
  { status: ['open', 'resolved'] },
  { status: 'in_progress', severity: ['P1', 'high'] },
  { severity: ['critical', 'low'], sort: 'severity' },
  { service: ' search ', assignedTo: 'Mara' },
  { service: ['search', 'mail'], sort: 'createdAt' },
  { assignedTo: ['Mara', 'Jonas'], sort: '-updatedAt' },
  { status: 'Open', sort: 'severity' },
  { status: 'Open', sort: 'updatedAt' },
  { status: 'Open', sort: 'relevance' },
  { from: '2020-01-01', to: '2999-12-31T23:59:59+02:00', status: 'Open' },
  { to: '2020-01-01' },
  { from: '2999-01-01' },
  { q: 'slow' },
  { q: 'slow', status: 'Open', sort: '-updatedAt' },
  { q: '  ', status: 'Open' },
  { limit: 5 },
  { limit: 5, status: 'Open', sort: 'severity' },
  { limit: 7, service: 'search', sort: '-updatedAt' },
  { limit: 4, sort: 'updatedAt', severity: 'P1' },
  { limit: 12, status: 'Open' },
];

/** Changes something; answers nothing where there was nothing to do. */
async function changeSomething(tocsin: Tocsin, incidents: Incident[], random: () => number) {
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  const incident = pick(incidents);
  const { id } = incident;
  const open = incident.status === 'Open';
  switch (Math.floor(random() * 9)) {
    case 0:
    case 1:
      return tocsin.incidents.create({
        title: pick(['Slow', 'Gone', 'Wrong']),
        severity: pick(severities),
        service: pick(services),
        assignedTo: pick(people),
        status: pick(['open', 'open', 'acknowledged', 'resolved']),
      });
    case 2:
      return tocsin.incidents.update({ id, severity: pick(severities) });
    case 3:
      return tocsin.incidents.update({ id, service: pick(services), assignedTo: pick(people) });
    case 4:
      return tocsin.incidents.addNote({ id, text: pick(['It is slow.', 'Still.']) });
    case 5:
      return open
        ? tocsin.incidents.update({ id, status: 'in_progress' })
        : tocsin.incidents.reopen({ id });
    case 6:
      return open
        ? tocsin.incidents.update({
            id,
            status: incident.phase === 'open' ? pick(forward) : 'Closed',
          })
        : tocsin.incidents.reopen({ id });
    case 7:
      return tocsin.incidents.update({ id, title: pick(['Slow', 'Gone', 'Wrong']) });
    default:
      return incidents.length > 20 ? tocsin.incidents.delete({ id }) : undefined;
  }
}

it('a page after a change is what the server lists, wherever it is said to be exact', async () => {
  const tocsin = createClient({ url: server.url });
  const random = numbers(20_260_301);
  const leave = new AbortController();
  const watch = tocsin.incidents.watch({}, { signal: leave.signal });
  await watch.next();
  const lists = await Promise.all(
    inputs.map(async (input) => ({ input, page: await tocsin.incidents.list(input) })),
  );
  const inner = lists.find(({ input }) => input.limit === 5)?.page.nextCursor ?? '';
  const cursorInput = { limit: 5, cursor: inner };
  lists.push({ input: cursorInput, page: await tocsin.incidents.list(cursorInput) });

  let exact = 0;
  for (let round = 0; round < 120; round += 1) {
    const all = await tocsin.incidents.list({ limit: 500 });
    await changeSomething(tocsin, all.items, random);
    // A change of nothing is not told of.
    const after = await tocsin.incidents.list({ limit: 500 });
    if (JSON.stringify(after) === JSON.stringify(all)) continue;
    const { value } = await watch.next();
    const change = value as Change;
    await Promise.all(
      lists.map(async (list) => {
        const { page, isExact } = applyChange(list.page, change, list.input);
        const listed = await tocsin.incidents.list(list.input);
        const about = `${JSON.stringify(list.input)} after ${JSON.stringify(change)}`;
        if (isExact) expect(page, about).toEqual(listed);
        exact += Number(isExact);
        const { q, limit = 100 } = list.input;
        const isWhole = list.page.nextCursor === null && list.input.cursor === undefined;
        // Nothing is read again without need: all is known of a list that is there whole.
        if (isWhole && !q?.trim() && listed.items.length < limit) expect(isExact, about).toBe(true);
        list.page = isExact ? page : listed;
      }),
    );
  }
  leave.abort();
  expect(exact).toBeGreaterThan(1_500);
}, 120_000);
