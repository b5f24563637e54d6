import { isDeepStrictEqual } from 'node:util';
import { timestamp } from '../clock.ts';
import { actorName, type Context } from '../context.ts';
import { appendEvent } from '../events/log.ts';
import type { Writer } from '../storage/storage.ts';

/** Who changes something, and when. */
export interface Change {
  actor: string;
  at: string;
}

export const changeOf = ({ actor, clock }: Context): Change => ({
  actor: actorName(actor),
  at: timestamp(clock.now()),
});

/** The fields that a change makes different, with what they were and are. */
export function changesOf<T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T)[],
): Record<string, { from: unknown; to: unknown }> {
  return Object.fromEntries(
    fields
      .filter((field) => !isDeepStrictEqual(before[field], after[field]))
      .map((field) => [field, { from: before[field], to: after[field] }]),
  );
}

/** Appends an event of a person or a schedule. */
export async function tell(
  writer: Writer,
  event: { type: string; entity: 'person' | 'schedule'; entityId: string },
  { actor, at }: Change,
  data: Record<string, unknown>,
): Promise<void> {
  await appendEvent(writer, { ...event, actor, at, data });
}
