import * as z from 'zod';
import { exampleIncident } from './incident.ts';
import { Id, oneOrMany, Timestamp } from './fields.ts';
import { pageInput, pageOf } from './page.ts';
import { query, subscription } from './procedure.ts';

const word = '[a-z][a-z0-9_]*';
const type = z
  .string()
  .max(100)
  .regex(
    new RegExp(`^${word}(\\.${word})*$`),
    'Must be words in lower case, such as incident.created',
  );
const entity = z
  .string()
  .max(100)
  .regex(new RegExp(`^${word}$`), 'Must be a word in lower case, such as incident');

/** One entry of the event log: what happened, to what, by whom. */
export const LoggedEvent = z
  .object({
    seq: z.int().nonnegative().describe('Rises with every event; some numbers are left out.'),
    type: type.describe('What happened, such as `incident.acknowledged`.'),
    entity: entity.describe('What kind of thing it happened to, such as `incident`.'),
    entityId: Id.describe('Which one. It may have been deleted since.'),
    actor: z.string().describe('Who did it.'),
    at: Timestamp,
    data: z.record(z.string(), z.unknown()).describe('More about it; what, depends on the type.'),
  })
  .meta({ id: 'Event' });
export type LoggedEvent = z.output<typeof LoggedEvent>;

const WatchStarted = z.object({
  type: z.literal('watch.started'),
  seq: z.int().nonnegative().describe('The last event before those to come.'),
});

const filters = {
  type: oneOrMany(type).optional().describe('Only events of these types.'),
  entity: entity.optional().describe('Only what happened to things of this kind.'),
  entityId: Id.optional().describe('Only what happened to this one; with `entity`.'),
};

const example: LoggedEvent = {
  seq: 1042,
  type: 'incident.acknowledged',
  entity: 'incident',
  entityId: exampleIncident.id,
  actor: 'anonymous',
  at: '2026-03-01T08:05:00.000Z',
  data: { changes: { phase: { from: 'open', to: 'acknowledged' } } },
};

/** What has happened to everything, in order: the audit trail, each thing's history, and live. */
export const events = {
  list: query({
    summary: 'List what has happened',
    description:
      'The newest first. With `entity` and `entityId` it is the history of one thing, such as an ' +
      'incident, and is there even when the thing is not any more.',
    rest: { method: 'GET', path: '/events/history', page: true },
    input: z.strictObject({
      ...filters,
      sort: z.enum(['-seq', 'seq']).default('-seq').describe('`-` is descending.'),
      ...pageInput,
    }),
    output: pageOf(LoggedEvent),
    example: {
      input: { entity: 'incident' },
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  watch: subscription({
    summary: 'Watch what happens',
    description:
      'Sends `watch.started`, then each event once, in order. Each item has an id; a client that ' +
      'comes back with the last one it saw (stock tRPC clients and `EventSource` do) misses nothing. ' +
      'Over REST each item is a server-sent event whose `data` is this, as JSON on one line; ' +
      'comments in between show that the connection lives. The stream ends when the server stops, ' +
      'or when its reader takes nothing for a minute: come back then.',
    rest: { method: 'GET', path: '/events', mediaType: 'text/event-stream' },
    input: z.strictObject({
      ...filters,
      lastEventId: z
        .string()
        .regex(/^\d{1,15}$/, 'Must be the id of an item of this subscription')
        .optional()
        .describe('Resume after this item; `0` is before the first.'),
    }),
    output: z.union([WatchStarted, LoggedEvent]),
    example: { input: { entity: 'incident', lastEventId: '1041' }, output: example },
  }),
};
