import { setImmediate } from 'node:timers/promises';
import { TransactionLostError } from './savepoint.ts';
import type { Writer } from './storage.ts';

/** A change that waits for its turn. */
export interface Waiting {
  change(writer: Writer): Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
  /** When it was asked for, in milliseconds since 1970. */
  asked: number;
}

/** How a change went; its caller is told when it is on disk. */
export interface Attempted {
  succeeded: boolean;
  answer(): void;
}

export interface Groups {
  write<T>(change: (writer: Writer) => Promise<T>): Promise<T>;
  /** Settles when nobody is waiting any more. */
  idle(): Promise<void>;
}

/** While a group is at work nothing else is, so it is no longer than callers can well wait. */
const MOST_AT_ONCE = 100;

/**
 * Changes take turns, and those that wait together share one commit: waiting for the disk takes longer
 * than most changes, and costs the same for one as for a hundred. `commit` answers every change of a
 * group, when it is on disk, but those that it returns: they go on waiting. It never throws.
 */
export function inGroups(
  commit: (group: readonly Waiting[]) => Promise<readonly Waiting[]>,
  mostAtOnce = MOST_AT_ONCE,
): Groups {
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // Requests that came in together are read first, so that they share the commit.
      await setImmediate();
      const group = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      waiting = [...(await commit(group)), ...waiting];
    }
    working = undefined;
  }

  return {
    write: <T>(change: (writer: Writer) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        // Safe: each change is answered with its own result.
        const answer = resolve as (result: unknown) => void;
        waiting.push({ change, resolve: answer, reject, asked: Date.now() });
        working ??= work();
      }),
    async idle() {
      await working;
    },
  };
}

/**
 * Makes all changes of a group in one transaction. When one of several throws, all are taken back and
 * made again, each with a savepoint, so that it alone is taken back: savepoints cost each change a third
 * more, and most changes do not throw.
 *
 * @param transaction makes what it is given in a transaction and commits it, or throws and leaves nothing
 * @param isOver whether an error ended the transaction, whatever the change that met it
 * @throws why nothing of the group was made
 */
export async function madeTogether(
  group: readonly Waiting[],
  transaction: <T>(work: (writer: Writer) => Promise<T>) => Promise<T>,
  isOver: (error: unknown) => boolean,
): Promise<Attempted[]> {
  try {
    return await transaction((writer) => all(group, writer));
  } catch (error) {
    if (group.length === 1 || isOver(error)) throw error;
    return transaction((writer) => each(group, writer));
  }
}

async function all(group: readonly Waiting[], writer: Writer): Promise<Attempted[]> {
  const attempts: Attempted[] = [];
  for (const { change, resolve } of group) {
    const result = await change(writer);
    attempts.push({ succeeded: true, answer: () => resolve(result) });
  }
  return attempts;
}

async function each(group: readonly Waiting[], writer: Writer): Promise<Attempted[]> {
  const attempts: Attempted[] = [];
  for (const { change, resolve, reject } of group) {
    try {
      const result = await writer.dialect.savepoint(writer, () => change(writer));
      attempts.push({ succeeded: true, answer: () => resolve(result) });
    } catch (error) {
      // A full or broken disk ends the whole transaction, and with it the changes of the others.
      if (error instanceof TransactionLostError) throw error.cause;
      attempts.push({ succeeded: false, answer: () => reject(error) });
    }
  }
  return attempts;
}
