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
 * disk. When one throws, all are taken back and done again, each so that it can be taken back alone: that
 * costs each change a third more, and most of them do not throw.
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
    let attempts: Attempted[] | undefined;
    try {
      if (!(await begun(group))) return;
      attempts = await together(group);
      if (!attempts) {
        if (!(await begun(group))) return;
        attempts = await eachAlone(group);
      }
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

  /** `undefined` when one of several threw: nothing is done, and it is not yet known what they come to. */
  async function together(group: readonly Waiting[]): Promise<Attempted[] | undefined> {
    const attempts: Attempted[] = [];
    for (const { change, resolve, reject } of group) {
      try {
        const result = await change(writer);
        attempts.push({ succeeded: true, answer: () => resolve(result) });
      } catch (error) {
        // A full or broken disk ends the whole transaction.
        if (!client.inTransaction) throw error;
        client.exec('ROLLBACK');
        return group.length > 1 ? undefined : [{ succeeded: false, answer: () => reject(error) }];
      }
    }
    client.exec('COMMIT');
    return attempts;
  }

  async function eachAlone(group: readonly Waiting[]): Promise<Attempted[]> {
    const attempts: Attempted[] = [];
    for (const one of group) attempts.push(await attempt(one));
    client.exec('COMMIT');
    return attempts;
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
