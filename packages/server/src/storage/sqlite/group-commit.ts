import type { Database } from 'better-sqlite3';
import { type Attempted, type Groups, inGroups, madeTogether, type Waiting } from '../groups.ts';
import { TransactionLostError } from '../savepoint.ts';
import type { Writer } from '../storage.ts';
import { beginWriting } from './begin.ts';

/** Another program held the database for too long for the first of a group. Its cause says how. */
class NotBegunError extends Error {}

/** The changes of one connection, in groups. Each waits so long for another program, and is refused. */
export function groupedWrites(
  client: Database,
  writer: Writer,
  { busyTimeoutMs, onCommit }: { busyTimeoutMs: number; onCommit: () => void },
): Groups {
  const deadlineOf = ({ asked }: Waiting): number => asked + busyTimeoutMs;

  async function commit(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    const until = Math.min(...group.map(deadlineOf));
    let attempts: Attempted[];
    try {
      attempts = await madeTogether(group, (work) => transaction(until, work), isOver);
    } catch (error) {
      const now = Date.now();
      const goOn = error instanceof NotBegunError ? group.filter((o) => deadlineOf(o) > now) : [];
      const reason = isOver(error) ? error.cause : error;
      for (const one of group) if (!goOn.includes(one)) one.reject(reason);
      return goOn;
    }
    for (const { answer } of attempts) answer();
    if (attempts.some(({ succeeded }) => succeeded)) onCommit();
    return [];
  }

  async function transaction<T>(until: number, work: (writer: Writer) => Promise<T>): Promise<T> {
    try {
      await beginWriting(client, until);
    } catch (error) {
      throw Date.now() > until ? new NotBegunError('', { cause: error }) : error;
    }
    try {
      const result = await work(writer);
      client.exec('COMMIT');
      return result;
    } catch (error) {
      // A full or broken disk has ended it.
      if (!client.inTransaction) throw new TransactionLostError('', { cause: error });
      client.exec('ROLLBACK');
      throw error;
    }
  }

  return inGroups(commit);
}

const isOver = (error: unknown): error is Error =>
  error instanceof NotBegunError || error instanceof TransactionLostError;
