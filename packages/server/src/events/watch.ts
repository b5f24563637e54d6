import type { contract } from '@tocsin/contract';
import type * as z from 'zod';
import type { Context } from '../context.ts';
import type { Tracked } from '../transport/implement.ts';
import { lastSeq } from './log.ts';

type WatchInput = z.output<typeof contract.events.watch.input>;
type WatchItem = z.output<typeof contract.events.watch.output>;

/**
 * What happens, as it comes. The first item has an id too, so a connection that is lost before
 * anything happens resumes where it began.
 */
export async function* watchEvents(
  { type: types, entity, entityId, lastEventId }: WatchInput,
  { storage, feed }: Context,
  signal: AbortSignal,
): AsyncGenerator<Tracked<WatchItem>> {
  const newest = await lastSeq(storage);
  // An id from behind the end is one of another database: there is nothing to resume from.
  const start = lastEventId === undefined ? newest : Math.min(Number(lastEventId), newest);
  yield { id: String(start), data: { type: 'watch.started', seq: start } };
  for await (const events of feed.after({ types, entity, entityId }, start, signal)) {
    for (const event of events) yield { id: String(event.seq), data: event };
  }
}
