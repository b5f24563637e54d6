import { messageOf } from '../jobs/rules.ts';
import { TransactionLostError } from '../storage/savepoint.ts';
import type { Writer } from '../storage/storage.ts';

/** Does a part of a change that may fail; says what went wrong, and the change goes on. */
export async function tried<T>(
  writer: Writer,
  part: () => Promise<T>,
): Promise<{ result: T } | { problem: string }> {
  try {
    return { result: await writer.dialect.savepoint(writer, part) };
  } catch (error) {
    if (error instanceof TransactionLostError) throw error;
    return { problem: messageOf(error) };
  }
}
