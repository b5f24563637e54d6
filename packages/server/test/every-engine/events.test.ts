import { asc } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { createFeed } from '../../src/events/feed.ts';
import { eventColumns, type EventRow } from '../../src/events/log.ts';
import { addIncident, opened } from './incident.ts';

const CHANGES = 200;

it('gives every reader every event, once and in order, while 200 changes are made at once', async () => {
  const storage = await opened();
  const feed = createFeed(storage);
  onTestFinished(() => feed.close());
  const stop = new AbortController();
  onTestFinished(() => stop.abort());

  async function follow(start: number): Promise<EventRow[]> {
    const rows: EventRow[] = [];
    for await (const more of feed.after({ entity: 'incident' }, start, stop.signal)) {
      rows.push(...more);
      if (rows.some(({ entityId }) => entityId === 'the last')) break;
    }
    return rows;
  }

  const readers = [follow(0), follow(0), follow(0)];
  const outcomes = await Promise.allSettled(
    Array.from({ length: CHANGES + CHANGES / 4 }, (_, i) =>
      storage.write(async (writer) => {
        await addIncident(writer, { id: `${i}` });
        if (i % 5 === 4) throw new Error('undone');
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(CHANGES);
  await storage.write((writer) => addIncident(writer, { id: 'the last' }));

  const { events } = storage.tables;
  const stored = await storage.db
    .select(eventColumns(storage))
    .from(events)
    .orderBy(asc(events.seq));
  const expected = [
    ...outcomes.flatMap(({ status }, i) => (status === 'fulfilled' ? [`${i}`] : [])),
    'the last',
  ];
  expect(stored.map(({ entityId }) => entityId)).toEqual(expected);
  for (const read of await Promise.all(readers)) expect(read).toEqual(stored);
  const half = stored[100]?.seq ?? 0;
  expect(await follow(half)).toEqual(stored.slice(101));
}, 60_000);
