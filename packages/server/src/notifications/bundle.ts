import { timestamp } from '../clock.ts';
import { findIncident } from '../incidents/queries.ts';
import type { Writer } from '../storage/storage.ts';
import { createNotification } from './create.ts';
import { tellOf } from './events.ts';
import {
  bundled,
  type NotificationRow,
  openBundle,
  sentSince,
  updateNotification,
} from './queries.ts';
import { BUNDLE_WINDOW_MS, mayBeBundled, whyMoot } from './rules.ts';
import { cancelled } from './settle.ts';
import type { Listed } from './values.ts';

const SYSTEM = 'system';

/**
 * Where somebody has been sent enough within a minute, puts a notification into the bundle that goes out
 * when that minute is over; answers whether it did.
 */
export async function bundledInto(
  writer: Writer,
  row: NotificationRow,
  at: string,
  bundleAfter: number,
): Promise<boolean> {
  if (!mayBeBundled(row)) return false;
  const now = Date.parse(at);
  const sent = await sentSince(writer, row, timestamp(now - BUNDLE_WINDOW_MS));
  if (sent.length < bundleAfter) return false;
  const first = Date.parse(sent[0]?.startedAt ?? at);
  const bundle =
    (await openBundle(writer, row)) ??
    (await createNotification(
      writer,
      {
        reason: 'bundle',
        channel: row.channel,
        recipient: row.recipient,
        personId: row.personId,
        person: row.person,
        contactMethodId: row.contactMethodId,
        dueAt: timestamp(first + BUNDLE_WINDOW_MS),
      },
      { actor: SYSTEM, at },
    ));
  const detail = `More than ${bundleAfter} within a minute.`;
  const fields = { status: 'bundled', bundleId: bundle.id, detail, endedAt: at } as const;
  const saved = await updateNotification(writer, row, fields);
  const change = { actor: SYSTEM, at };
  await tellOf(writer, 'notification.bundled', saved, change, { bundle_id: bundle.id });
  return true;
}

/** What a bundle is to list; those that nobody needs any more are cancelled. */
export async function stillListed(
  writer: Writer,
  bundleId: string,
  at: string,
): Promise<{ listed: Listed[]; alsoCancelled: number }> {
  const listed: Listed[] = [];
  let alsoCancelled = 0;
  for (const row of await bundled(writer, bundleId)) {
    const incident =
      row.incidentId === null ? undefined : await findIncident(writer, row.incidentId);
    const moot = whyMoot(row, incident);
    if (moot === undefined) {
      listed.push({ row, incident });
    } else {
      await cancelled(writer, row, moot, at);
      alsoCancelled += 1;
    }
  }
  return { listed, alsoCancelled };
}
