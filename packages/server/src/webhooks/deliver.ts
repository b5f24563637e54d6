import { timestamp } from '../clock.ts';
import { postJson } from '../delivery/post.ts';
import { signatureHeaders } from '../delivery/sign.ts';
import { handleJob, type JobRun } from '../jobs/job.ts';
import type { Writer } from '../storage/storage.ts';
import { type DeliveryRow, firstOf, type Lane } from './delivery-queries.ts';
import { deliverNext, startLane } from './lanes.ts';
import { findWebhook, type WebhookRow } from './queries.ts';
import { validAt } from './secrets.ts';
import { type Attempted, isTest, settle } from './settle.ts';

/** Sends one delivery, and starts what follows from that in its lane. */
export const deliverHandler = handleJob(deliverNext, async (job) => {
  const { storage, clock, webhooks } = job.context;
  const webhook = await findWebhook(storage, job.data.webhookId);
  const delivery = webhook && (await firstOf(storage, job.data));
  // Whoever enables a webhook starts its lanes.
  if (!webhook || !delivery || !(webhook.enabled || isTest(delivery))) return;
  const now = clock.now();
  const restUntil = isTest(delivery) ? 0 : webhooks.resting.until(webhook.id);
  if (restUntil > now) {
    const times = { at: timestamp(now), runAt: timestamp(restUntil) };
    return job.finish((writer) => startLane(writer, job.data, times));
  }
  const attempted = await attempt(job, webhook, delivery);
  const { outcome } = attempted;
  if (outcome.status === undefined && outcome.outcome === 'retry') {
    webhooks.resting.silent(webhook.id, clock.now());
  } else {
    webhooks.resting.heard(webhook.id);
  }
  const settled = await job.finish(async (writer) => {
    const result = await settle(writer, attempted);
    await startNext(writer, job.data, timestamp(attempted.now));
    return result;
  });
  if (settled !== undefined) webhooks.metrics.counted(settled);
});

async function attempt(
  { context: { clock, webhooks }, signal }: JobRun<unknown>,
  { url, secrets }: WebhookRow,
  delivery: DeliveryRow,
): Promise<Attempted> {
  const { id, body } = delivery;
  const at = clock.now();
  const valid = validAt(secrets, at).map(({ secret }) => secret);
  const headers = signatureHeaders({ id, body, secrets: valid, at });
  const { timeoutMs, disableAfterMs } = webhooks.options;
  const outcome = await postJson({ url, body, headers, signal, timeoutMs, now: at });
  const now = clock.now();
  return {
    delivery,
    outcome,
    attempt: {
      at: timestamp(at),
      status: outcome.status ?? null,
      detail: outcome.detail,
      durationMs: Math.max(0, now - at),
    },
    now,
    random: Math.random(),
    disableAfterMs,
  };
}

/** What is to be sent next, at its time. Of a webhook that is disabled it waits for that to end. */
async function startNext(writer: Writer, { webhookId, lane }: Lane, at: string): Promise<void> {
  const next = await firstOf(writer, { webhookId, lane });
  if (!next) return;
  const webhook = await findWebhook(writer, webhookId);
  if (!webhook || !(webhook.enabled || isTest(next))) return;
  const runAt = next.nextAttemptAt !== null && next.nextAttemptAt > at ? next.nextAttemptAt : at;
  await startLane(writer, { webhookId, lane }, { at, runAt });
}
