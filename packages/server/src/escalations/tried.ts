import { messageOf } from '../jobs/rules.ts';
import { TransactionLostError } from '../storage/savepoint.ts';
import type { Writer } from '../storage/storage.ts';

type Outcome<T> = { result: T } | { problem: string };

/** Does a part of a change that may fail; says what went wrong, and the change goes on. */
export const tried = <T>(writer: Writer, part: () => Promise<T>): Promise<Outcome<T>> =>
  outcomeOf(() => writer.dialect.savepoint(writer, part));

/** The same for a part that changes nothing, which costs less. */
export const triedReading = <T>(writer: Writer, part: () => Promise<T>): Promise<Outcome<T>> =>
  outcomeOf(() => writer.dialect.savepoint(writer, part, { onlyReads: true }));

async function outcomeOf<T>(part: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { result: await part() };
  } catch (error) {
    if (error instanceof TransactionLostError) throw error;
    return { problem: messageOf(error) };
  }
}
