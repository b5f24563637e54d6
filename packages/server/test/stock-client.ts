import type { AppRouter } from '@tocsin/contract';
import { createTRPCClient, httpBatchLink, isTRPCClientError } from '@trpc/client';
import superjson from 'superjson';

/** A program of somebody else: it knows the contract's types, tRPC and nothing of the server. */
const [url] = process.argv.slice(2);
if (url === undefined) throw new Error('Say where the server is: stock-client.ts URL');

const { incidents, runbooks } = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: `${url}/trpc`, transformer: superjson })],
});

const created = await incidents.create.mutate({
  title: 'Search returns nothing',
  severity: 'high',
  service: 'search',
});
const { id } = created;
const [taken, runbook] = await Promise.all([
  incidents.update.mutate({ id, status: 'acknowledged', assignedTo: 'Jonas' }),
  runbooks.create.mutate({ title: 'Rebuild the search index', content: '- [ ] Stop the writers' }),
]);
const noted = await incidents.addNote.mutate({ id, text: 'Rebuilding the index.' });
const found = await incidents.list.query({ q: 'rebuilding', status: 'Open', severity: 'P2' });
const closed = await incidents.close.mutate({ id, ifVersion: noted.version });
const stale = await incidents.reopen
  .mutate({ id, ifVersion: created.version })
  .catch((error: unknown) => (isTRPCClientError<AppRouter>(error) ? error.data?.code : error));
await incidents.delete.mutate({ id });
const gone = await incidents.get
  .query({ id })
  .catch((error: unknown) => (isTRPCClientError<AppRouter>(error) ? error.data : error));

console.log(
  JSON.stringify({
    phases: [created.phase, taken.phase, closed.phase],
    runbook: runbook.title,
    found: found.items.map((incident) => incident.id === id),
    notes: closed.notes.map((note) => note.text),
    stale,
    gone,
  }),
);
