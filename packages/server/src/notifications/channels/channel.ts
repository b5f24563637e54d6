import type { Log } from '../../context.ts';
import type { NotificationRow } from '../queries.ts';
import type { NotificationOptions } from '../notifier.ts';

/** What goes out: the notification with its words, which are there from the first attempt on. */
export interface Message extends NotificationRow {
  subject: string;
  text: string;
  /** To sign with; only webhooks have them. */
  secrets: readonly string[];
  /** An earlier attempt may have got through. */
  repeated: boolean;
}

/** `retry`: it may go well later. `gaveUp`: it will not, until somebody changes something. */
export type SendOutcome =
  | { outcome: 'delivered'; detail: string }
  | { outcome: 'retry'; detail: string; retryAfterMs?: number }
  | { outcome: 'gaveUp'; detail: string };

export interface SendParts {
  options: NotificationOptions;
  log: Log;
  /** In milliseconds since 1970 UTC. */
  now: number;
  /** Aborted when nobody waits any more. */
  signal: AbortSignal;
}

/**
 * One way out. The id of a message is the same at every attempt: pass it on, so that receivers know
 * a repeat.
 */
export interface Channel {
  /** Why nothing can be sent to this address, if so; an ending to "The recipient …". */
  faultOf(address: string): string | undefined;
  /** A value as it stands in this channel's text without meaning anything in its markup. */
  escape(value: string): string;
  /** Throws only when the signal is aborted. */
  send(message: Message, parts: SendParts): Promise<SendOutcome>;
}

/** For channels whose text is plain. */
export const asItIs = (value: string): string => value;
