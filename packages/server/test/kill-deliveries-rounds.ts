import { setTimeout as sleep } from 'node:timers/promises';
import type { Notification, NotificationWithAttempts } from '@tocsin/contract';
import { startReceiver } from './http-receiver.ts';
import { launch, type Launched } from './launch.ts';
import { startMailServer } from './mail-server.ts';

/** So many notifications a round, by turns to a webhook and by e-mail. */
const A_ROUND = 40;
const SLOWEST_MS = 120_000;
/** One at a time, each some writings of a whole file. */
const ALL_ENDED_WITHIN_MS = 900_000;

export interface KilledDeliveries {
  kills: number;
  accepted: number;
  /** What receivers got, repeats included. */
  deliveries: number;
  /** What they got more than once, beyond the first. */
  repeated: number;
  /** So many of these go back to one and the same kill, at the most. */
  mostOfAKill: number;
  /** Attempts that say of themselves that an earlier one may have got through. */
  marked: number;
  problems: string[];
}

export interface KillOptions {
  rounds: number;
  /** So many jobs the server does at once. Each that a kill finds sent and not yet noted is sent again. */
  atOnce: number;
  say?: (line: string) => void;
}

/** Kills a server with SIGKILL while it delivers, again and again, and counts what arrives. */
export async function killDeliveries(
  url: string,
  { rounds, atOnce, say = () => {} }: KillOptions,
): Promise<KilledDeliveries> {
  const hook = await startReceiver();
  hook.delayMs = 15;
  const mail = await startMailServer();
  const environment = {
    DATABASE_URL: url,
    SMTP_URL: mail.url,
    MAIL_FROM: 'tocsin@example.com',
    JOB_CONCURRENCY: String(atOnce),
    JOB_LEASE_SECONDS: '1',
    LOG_LEVEL: 'info',
  };
  const accepted = new Set<string>();
  const arrivals = () => hook.received.length + mail.accepted();
  /** What had arrived by each of the two when the server of a round was gone. */
  const ends: { posts: number; mails: number }[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const server = launch([], { environment });
      try {
        const address = await server.listening();
        const goal = arrivals() + 1 + Math.floor(Math.random() * A_ROUND);
        const asking = ask(address, hook.url, accepted);
        const deadline = Date.now() + SLOWEST_MS;
        while (arrivals() < goal && Date.now() < deadline) await sleep(1);
        server.child.kill('SIGKILL');
        await asking;
      } finally {
        server.child.kill('SIGKILL');
        await server.ended;
      }
      // What it sent last may be on its way yet, and is of this round.
      await sleep(50);
      ends.push({ posts: hook.received.length, mails: mail.accepted() });
      say(`round ${round}: ${accepted.size} accepted, ${arrivals()} arrived`);
    }
    const last = launch([], { environment });
    try {
      const found = await whenAllEnded(last, accepted);
      const posts = hook.received.map(({ headers }, i) => ({
        id: String(headers['webhook-id']),
        round: ends.filter((end) => end.posts <= i).length,
      }));
      const mails = (await mail.mails()).map(({ messageId }, i) => ({
        id: /<(.*)@/.exec(messageId ?? '')?.[1] ?? '',
        round: ends.filter((end) => end.mails <= i).length,
      }));
      return compared(found, { arrivals: [...posts, ...mails], kills: rounds, accepted, atOnce });
    } finally {
      last.child.kill('SIGTERM');
      await last.ended;
    }
  } finally {
    hook.close();
    await mail.close();
  }
}

/** Asks for notifications until the server is gone, or there are enough. */
async function ask(address: string, hookUrl: string, accepted: Set<string>): Promise<void> {
  const one = async (n: number) => {
    const target =
      n % 2 === 0
        ? { channel: 'webhook', recipient: hookUrl }
        : { channel: 'email', recipient: 'ada@example.com' };
    try {
      const response = await fetch(`${address}/api/v1/notify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...target, message: `Number ${n}` }),
      });
      const { notification_id } = (await response.json()) as Notification;
      if (response.status === 202) accepted.add(notification_id);
    } catch {
      // The server is gone.
    }
  };
  await Promise.all(Array.from({ length: A_ROUND }, (_, n) => one(n)));
}

async function whenAllEnded(
  server: Launched,
  accepted: ReadonlySet<string>,
): Promise<NotificationWithAttempts[]> {
  const address = await server.listening();
  const get = async <T>(path: string) =>
    (await (await fetch(`${address}/api/v1/notifications${path}`)).json()) as T;
  const deadline = Date.now() + ALL_ENDED_WITHIN_MS;
  while ((await get<unknown[]>('?status=queued&status=sending&limit=1')).length > 0) {
    if (Date.now() > deadline) break;
    await sleep(100);
  }
  const found: NotificationWithAttempts[] = [];
  for (const id of accepted) found.push(await get<NotificationWithAttempts>(`/${id}`));
  return found;
}

/** What a receiver got, and in which round. */
interface Arrival {
  id: string;
  round: number;
}

function compared(
  found: readonly NotificationWithAttempts[],
  {
    arrivals,
    kills,
    accepted,
    atOnce,
  }: { arrivals: readonly Arrival[]; kills: number; accepted: Set<string>; atOnce: number },
): KilledDeliveries {
  const problems: string[] = [];
  const counts = new Map<string, number>();
  /** In which round each arrived last: it is that round's kill after which it is sent again. */
  const lastRound = new Map<string, number>();
  const byKill = new Map<number, number>();
  for (const { id, round } of arrivals) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
    const before = lastRound.get(id);
    if (before !== undefined) byKill.set(before, (byKill.get(before) ?? 0) + 1);
    if (before === round) problems.push(`${id} arrived twice without a kill between`);
    lastRound.set(id, round);
  }
  let marked = 0;
  for (const { notification_id: id, status, attempts } of found) {
    const count = counts.get(id) ?? 0;
    const own = attempts.filter((attempt) => attempt.repeated).length;
    const cut = attempts.filter(({ outcome }) => outcome === 'interrupted').length;
    marked += own;
    if (status !== 'delivered') problems.push(`${id} is ${status}`);
    if (count === 0) problems.push(`${id} is ${status} and has not arrived`);
    if (count > 1 + own) problems.push(`${id} arrived ${count} times, ${own} marked as repeats`);
    if (own !== cut) problems.push(`${id}: ${own} marked as repeats, ${cut} interrupted`);
  }
  const mostOfAKill = Math.max(0, ...byKill.values());
  if (mostOfAKill > atOnce) {
    problems.push(`${mostOfAKill} repeats after one kill, with ${atOnce} at once`);
  }
  return {
    kills,
    accepted: accepted.size,
    deliveries: arrivals.length,
    repeated: arrivals.length - counts.size,
    mostOfAKill,
    marked,
    problems,
  };
}
