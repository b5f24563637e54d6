import type { DeliveryAttempt } from '@tocsin/contract';
import { timestamp } from '../clock.ts';
import type { PostOutcome } from '../delivery/post.ts';
import { appendEvent } from '../events/log.ts';
import type { Writer } from '../storage/storage.ts';
import { type DeliveryRow, findDelivery, isPending, updateDelivery } from './delivery-queries.ts';
import { findWebhook, updateWebhook, type WebhookRow } from './queries.ts';
import { waitAfter, whyDisable } from './rules.ts';

/** So many attempts of a delivery are kept to be read. */
const ATTEMPTS_KEPT = 20;

export interface Attempted {
  delivery: DeliveryRow;
  outcome: PostOutcome;
  attempt: DeliveryAttempt;
  now: number;
  random: number;
  /** A delivery is given up, and a webhook disabled, when it has failed for so long. */
  disableAfterMs: number;
}

export type Settled = 'delivered' | 'retried' | 'failed';

export const isTest = ({ seq }: Pick<DeliveryRow, 'seq'>): boolean => seq === 0;

/** Writes down what has come of an attempt. Answers `undefined` where its webhook has been deleted. */
export async function settle(writer: Writer, attempted: Attempted): Promise<Settled | undefined> {
  const { id, webhookId } = attempted.delivery;
  const webhook = await findWebhook(writer, webhookId);
  const delivery = await findDelivery(writer, webhookId, id);
  if (!webhook || !delivery) return undefined;
  const attempts = [...delivery.attempts, attempted.attempt].slice(-ATTEMPTS_KEPT);
  const tried = { attempts, attemptCount: delivery.attemptCount + 1 };
  const at = timestamp(attempted.now);
  const ended = { ...tried, nextAttemptAt: null, failingSince: null, finishedAt: at };
  const { outcome } = attempted.outcome;
  if (outcome === 'delivered') {
    await updateDelivery(writer, id, { ...ended, state: 'delivered' });
    if (!isTest(delivery)) await noteSuccess(writer, webhook);
    return 'delivered';
  }
  if (!isPending(delivery)) {
    // Called off while it was on its way.
    await updateDelivery(writer, id, tried);
    return 'failed';
  }
  if (isTest(delivery)) {
    await updateDelivery(writer, id, { ...ended, state: 'failed' });
    return 'failed';
  }
  const isDisabled = await noteFailure(writer, webhook, attempted);
  const failingSince = delivery.failingSince ?? at;
  const failingMs = attempted.now - Date.parse(failingSince);
  if (!isDisabled && (outcome === 'gaveUp' || failingMs >= attempted.disableAfterMs)) {
    await updateDelivery(writer, id, { ...ended, state: 'failed' });
    return 'failed';
  }
  const asked = outcome === 'retry' ? attempted.outcome.retryAfterMs : undefined;
  const wait = waitAfter(failingMs, attempted.random, asked);
  const nextAttemptAt = isDisabled ? null : timestamp(attempted.now + wait);
  await updateDelivery(writer, id, { ...tried, state: 'retrying', nextAttemptAt, failingSince });
  return 'retried';
}

async function noteSuccess(writer: Writer, webhook: WebhookRow): Promise<void> {
  if (webhook.failingSince === null && webhook.refusedInRow === 0) return;
  await updateWebhook(writer, { ...webhook, failingSince: null, refusedInRow: 0 });
}

/** Answers whether the webhook is disabled now: what is to be sent is kept then, for when it is not. */
async function noteFailure(
  writer: Writer,
  before: WebhookRow,
  { outcome, now, disableAfterMs }: Attempted,
): Promise<boolean> {
  const at = timestamp(now);
  const isRefused = outcome.outcome === 'gaveUp';
  const isGone = isRefused && outcome.isGone;
  const webhook = {
    ...before,
    failingSince: before.failingSince ?? at,
    refusedInRow: isRefused ? before.refusedInRow + 1 : 0,
  };
  const reason = whyDisable(webhook, { isGone, detail: outcome.detail }, { now, disableAfterMs });
  if (reason === undefined || !before.enabled) {
    await updateWebhook(writer, webhook);
    return !before.enabled;
  }
  const disabled = { enabled: false, disabledReason: reason, disabledAt: at };
  const version = before.version + 1;
  await updateWebhook(writer, { ...webhook, ...disabled, updatedAt: at, version });
  await appendEvent(writer, {
    type: 'webhook.disabled',
    entity: 'webhook',
    entityId: before.id,
    actor: 'system',
    at,
    data: { reason },
  });
  return true;
}
