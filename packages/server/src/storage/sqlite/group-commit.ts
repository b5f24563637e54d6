import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Writer } from '../storage.ts';
import { beginWriting } from './begin.ts';

interface Waiting {
  change(writer: Writer): Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
  /** Until when it waits for another program that holds the database. */
  until: number;
}

/** How a change went; its caller is told when it is on disk. */
interface Attempted {
  succeeded: boolean;
  answer(): void;
}

/** While a group is at work nothing else is, so it is no longer than callers can well wait. */
const MOST_AT_ONCE = 100;

export interface GroupedWrites {
  write<T>(change: (writer: Writer) => Promise<T>): Promise<T>;
  /** Settles when nobody is waiting any more. */
  idle(): Promise<void>;
}

/**
 * Changes take turns, and those that wait together share one commit: waiting for the disk takes longer
 * than most changes, and costs the same for one as for a hundred. Each is answered when its group is on
 * disk. One that throws is taken back alone.
 */
export function groupedWrites(
  client: Database,
  writer: Writer,
  { busyTimeoutMs, onCommit }: { busyTimeoutMs: number; onCommit: () => void },
): GroupedWrites {
  const savepoint = client.prepare('SAVEPOINT one_change');
  const keep = client.prepare('RELEASE one_change');
  const takeBack = client.prepare('ROLLBACK TO one_change');
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // Requests that came in together are read first, so that they share the commit.
      await setImmediate();
      const group = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      await commit(group);
    }
    working = undefined;
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    const attempts: Attempted[] = [];
    try {
      if (!(await begun(group))) return;
      for (const one of group) attempts.push(await attempt(one));
      client.exec('COMMIT');
    } catch (error) {
      if (client.inTransaction) client.exec('ROLLBACK');
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { answer } of attempts) answer();
    if (attempts.some(({ succeeded }) => succeeded)) onCommit();
  }

  /** Refuses those that have waited long enough for another program; the others go on waiting. */
  async function begun(group: readonly Waiting[]): Promise<boolean> {
    const until = Math.min(...group.map((one) => one.until));
    try {
      await beginWriting(client, until);
      return true;
    } catch (error) {
      if (Date.now() <= until) throw error;
      const now = Date.now();
      for (const { reject } of group.filter((one) => one.until <= now)) reject(error);
      waiting = [...group.filter((one) => one.until > now), ...waiting];
      return false;
    }
  }

  async function attempt({ change, resolve, reject }: Waiting): Promise<Attempted> {
    savepoint.run();
    try {
      const result = await change(writer);
      keep.run();
      return { succeeded: true, answer: () => resolve(result) };
    } catch (error) {
      // A full or broken disk ends the whole transaction, and with it the changes of the others.
      if (!client.inTransaction) throw error;
      takeBack.run();
      keep.run();
      return { succeeded: false, answer: () => reject(error) };
    }
  }

  return {
    write: <T>(change: (writer: Writer) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        // Safe: `attempt` resolves each change with its own result.
        const answer = resolve as (result: unknown) => void;
        waiting.push({ change, resolve: answer, reject, until: Date.now() + busyTimeoutMs });
        working ??= work();
      }),
    async idle() {
      await working;
    },
  };
}
