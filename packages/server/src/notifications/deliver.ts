import { NotificationChannel } from '@tocsin/contract';
import { timestamp } from '../clock.ts';
import { handleJob, type JobHandler, type JobRun, RetryAfterError } from '../jobs/job.ts';
import { messageOf } from '../jobs/rules.ts';
import { begin } from './begin.ts';
import type { Message, SendOutcome } from './channels/channel.ts';
import { channels } from './channels/channels.ts';
import { deliveryJobs } from './jobs.ts';
import { waitAfter } from './rules.ts';
import { delivered, failed, toBeRetried } from './settle.ts';

type Run = JobRun<{ id: string }>;

/** A handler for each channel: what is slow by one holds up no other. */
export const deliveryHandlers: readonly JobHandler[] = NotificationChannel.options.map((channel) =>
  handleJob(deliveryJobs[channel], (job) => deliver(job, channel)),
);

/**
 * Notes that an attempt begins, sends, and notes what it has come to. Where the process ends in between,
 * the next attempt finds one that has begun only, and is marked as a repeat.
 */
async function deliver(job: Run, channel: NotificationChannel): Promise<void> {
  const { clock, notifier } = job.context;
  const now = () => timestamp(clock.now());
  const begun = await job.write((writer) =>
    begin(writer, job.data.id, { at: now(), options: notifier.options }),
  );
  const { metrics } = notifier;
  if (begun.alsoCancelled > 0) metrics.count(channel, 'cancelled', begun.alsoCancelled);
  if (!begun.message) {
    if (begun.ended) metrics.count(channel, begun.ended);
    return;
  }
  const outcome = await sent(job, begun.message);
  await settled(job, { ...begun, outcome });
}

async function sent({ context, signal }: Run, message: Message): Promise<SendOutcome> {
  const { clock, log, notifier } = context;
  const parts = { options: notifier.options, log, now: clock.now(), signal };
  try {
    return await channels[message.channel].send(message, parts);
  } catch (error) {
    signal.throwIfAborted();
    return { outcome: 'retry', detail: messageOf(error) };
  }
}

interface Sent {
  message: Message;
  number: number;
  outcome: SendOutcome;
}

async function settled(job: Run, { message, number, outcome }: Sent): Promise<void> {
  const { clock, notifier } = job.context;
  const { channel, attemptsBefore } = message;
  const { metrics } = notifier;
  const end = { detail: messageOf(outcome.detail), at: timestamp(clock.now()), number };
  if (outcome.outcome === 'delivered') {
    const delays = await job.finish((writer) => delivered(writer, message, end));
    metrics.count(channel, 'delivered');
    for (const delay of delays) metrics.delay(delay);
    return;
  }
  const wait =
    outcome.outcome === 'retry'
      ? waitAfter(
          deliveryJobs[channel],
          number - attemptsBefore,
          outcome.retryAfterMs,
          Math.random(),
        )
      : undefined;
  if (wait === undefined) {
    await job.finish((writer) => failed(writer, message, end));
    metrics.count(channel, 'failed');
    return;
  }
  await job.write((writer) => toBeRetried(writer, message, end));
  metrics.count(channel, 'retried');
  throw new RetryAfterError(end.detail, wait);
}
