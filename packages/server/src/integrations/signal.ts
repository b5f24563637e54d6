import type { Firing } from '../alerts/receive.ts';

/** What a sender says of one alert. */
export type Signal =
  | ({ kind: 'firing' } & Firing)
  | {
      kind: 'resolved';
      dedupKey: string;
      /** When it was over, ISO 8601 in UTC; `null` where that is not said. */
      endedAt: string | null;
    }
  | { kind: 'acknowledged'; dedupKey: string };

/** A part of a payload that could not be read, by its place in it. */
export interface Unreadable {
  index: number;
  reason: string;
  part: unknown;
}

/** What could be read of a payload, and what could not. */
export interface Reading {
  signals: Signal[];
  unreadable: Unreadable[];
}

/** A payload that is not what its sender should send. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
