import { findMethod } from '../contacts/queries.ts';
import { findIncident } from '../incidents/queries.ts';
import type { Writer } from '../storage/storage.ts';
import { beginAttempt, endInterrupted } from './attempts.ts';
import { bundledInto, stillListed } from './bundle.ts';
import type { Message } from './channels/channel.ts';
import { channels } from './channels/channels.ts';
import type { NotificationOptions } from './notifier.ts';
import { findNotification, type NotificationRow, updateNotification } from './queries.ts';
import { hasEnded, MOST_ATTEMPTS, whyMoot } from './rules.ts';
import { cancelled, failed } from './settle.ts';
import { templateFor } from './template-queries.ts';
import { render, type Template } from './templates.ts';
import { valuesOf, valuesOfBundle } from './values.ts';

/** What is to be sent now, or what has become of a notification that is not sent. */
export type Begun = {
  /** Of those that a bundle lists. */
  alsoCancelled: number;
} & (
  | { message: Message; number: number }
  | { message?: undefined; ended?: 'failed' | 'cancelled' }
);

export interface Parts {
  at: string;
  options: NotificationOptions;
}

const nothing: Begun = { alsoCancelled: 0 };

/** Looks whether a notification is still to be sent, and if so notes that an attempt begins. */
export async function begin(writer: Writer, id: string, parts: Parts): Promise<Begun> {
  const found = await findNotification(writer, id);
  if (!found || hasEnded(found)) return nothing;
  const { at, options } = parts;
  const repeated = await endInterrupted(writer, id, at);
  const incident =
    found.incidentId === null ? undefined : await findIncident(writer, found.incidentId);
  const moot = whyMoot(found, incident);
  if (moot !== undefined) {
    await cancelled(writer, found, moot, at);
    return { ended: 'cancelled', alsoCancelled: 0 };
  }
  if (found.attempts - found.attemptsBefore >= MOST_ATTEMPTS) {
    await failed(writer, found, { detail: 'Every attempt was cut off.', at });
    return { ended: 'failed', alsoCancelled: 0 };
  }
  const target = await targetOf(writer, found);
  if ('fault' in target) {
    await failed(writer, found, { detail: target.fault, at });
    return { ended: 'failed', alsoCancelled: 0 };
  }
  const row = { ...found, recipient: target.recipient };
  if (await bundledInto(writer, row, at, options.bundleAfter)) return nothing;
  return started(writer, { row, secrets: target.secrets, repeated }, parts);
}

/** Where it goes now: the contact method may have changed since it was queued. */
async function targetOf(
  writer: Writer,
  { contactMethodId, recipient, reason, resentAt }: NotificationRow,
): Promise<{ recipient: string; secrets: readonly string[] } | { fault: string }> {
  if (contactMethodId === null) return { recipient, secrets: [] };
  const method = await findMethod(writer, contactMethodId);
  if (!method) return { fault: 'The contact method has been deleted.' };
  const isMeant = method.enabled || reason === 'test' || resentAt !== null;
  if (!isMeant) return { fault: 'The contact method is not enabled any more.' };
  return { recipient: method.address, secrets: method.secrets };
}

interface Starting {
  row: NotificationRow;
  secrets: readonly string[];
  repeated: boolean;
}

async function started(
  writer: Writer,
  { row, secrets, repeated }: Starting,
  { at, options }: Parts,
): Promise<Begun> {
  const words = await wordsOf(writer, row, { at, options });
  if (!words.said) {
    await cancelled(writer, row, 'Nobody needs any of what it lists any more.', at);
    return { ended: 'cancelled', alsoCancelled: words.alsoCancelled };
  }
  const number = row.attempts + 1;
  await beginAttempt(writer, { notificationId: row.id, number, startedAt: at, repeated });
  const sending = await updateNotification(writer, row, {
    status: 'sending',
    recipient: row.recipient,
    attempts: number,
    startedAt: row.startedAt ?? at,
    ...words.said,
  });
  const message = { ...sending, ...words.said, secrets, repeated };
  return { message, number, alsoCancelled: words.alsoCancelled };
}

interface Words {
  /** `undefined`: a bundle with nothing left in it. */
  said: Template | undefined;
  alsoCancelled: number;
}

/** The words of the first attempt are those of every further one. */
async function wordsOf(writer: Writer, row: NotificationRow, parts: Parts): Promise<Words> {
  const { subject, text, channel, reason, incidentId } = row;
  if (subject !== null && text !== null) return { said: { subject, text }, alsoCancelled: 0 };
  const { at, options } = parts;
  const template = await templateFor(writer, channel, reason);
  const { escape } = channels[channel];
  if (reason === 'bundle') {
    const { listed, alsoCancelled } = await stillListed(writer, row.id, at);
    if (listed.length === 0) return { said: undefined, alsoCancelled };
    const values = valuesOfBundle(row, listed, options.publicUrl);
    return { said: render(template, values, escape), alsoCancelled };
  }
  const incident = incidentId === null ? undefined : await findIncident(writer, incidentId);
  const said = render(template, valuesOf(row, incident, options.publicUrl), escape);
  return { said, alsoCancelled: 0 };
}
