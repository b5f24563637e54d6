import { isDeepStrictEqual } from 'node:util';
import { timestamp } from './clock.ts';
import { actorName, type Context } from './context.ts';

/** Who changes something, and when. */
export interface Change {
  actor: string;
  at: string;
}

export const changeOf = ({ actor, clock }: Pick<Context, 'actor' | 'clock'>): Change => ({
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
