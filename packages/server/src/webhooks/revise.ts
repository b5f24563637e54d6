import type { contract } from '@tocsin/contract';
import type * as z from 'zod';
import { changesOf } from '../change.ts';
import { lastSeq } from '../events/log.ts';
import type { Writer } from '../storage/storage.ts';
import { cancelPending, forgetFailures, pendingLanes } from './delivery-queries.ts';
import { restartLane } from './lanes.ts';
import type { WebhookRow } from './queries.ts';

type Patch = z.output<typeof contract.webhooks.update.input>;

export interface RevisedWebhook {
  after: WebhookRow;
  changes: Record<string, { from: unknown; to: unknown }>;
}

/** A webhook as it is to be; where that enables it, what waits for it goes on its way. */
export async function revise(
  writer: Writer,
  before: WebhookRow,
  patch: Patch,
  at: string,
): Promise<RevisedWebhook> {
  const after = {
    ...before,
    url: patch.url ?? before.url,
    description: patch.description ?? before.description,
    types: patch.types ?? before.types,
    services: patch.services === undefined ? before.services : patch.services,
    enabled: patch.enabled ?? before.enabled,
  };
  const fields = ['description', 'types', 'services', 'enabled'] as const;
  const changes = changesOf(before, after, fields);
  // Of many receivers the path is as good as a password, and everybody reads the event log.
  if (before.url !== after.url) changes['url'] = { from: originOf(before), to: originOf(after) };
  if (after.enabled === before.enabled) return { after, changes };
  if (!after.enabled) return { after: { ...after, disabledReason: null, disabledAt: at }, changes };
  const fresh = { disabledReason: null, disabledAt: null, failingSince: null, refusedInRow: 0 };
  const handledSeq = await resume(writer, before, patch.resumeFrom, at);
  return { after: { ...after, ...fresh, handledSeq }, changes };
}

/** Answers the event behind which it goes on. */
async function resume(
  writer: Writer,
  { id, handledSeq }: WebhookRow,
  from: Patch['resumeFrom'],
  at: string,
): Promise<number> {
  if (from === 'now') {
    await cancelPending(writer, id, at);
    return lastSeq(writer);
  }
  await forgetFailures(writer, id, at);
  for (const lane of await pendingLanes(writer, id)) {
    await restartLane(writer, { webhookId: id, lane }, at);
  }
  return handledSeq;
}

const originOf = ({ url }: WebhookRow): string => new URL(url).origin;
