/** Runs a part of a transaction, and takes back that part alone when it throws. */
export async function withSavepoint<T>(
  run: (statement: string) => unknown,
  part: () => Promise<T>,
): Promise<T> {
  await run('savepoint part_of_change');
  let result: T;
  try {
    result = await part();
  } catch (error) {
    try {
      await run('rollback to savepoint part_of_change');
      await run('release savepoint part_of_change');
    } catch {
      // The transaction is gone, with its connection or its disk: what broke it is what matters.
      throw new TransactionLostError('The transaction is lost.', { cause: error });
    }
    throw error;
  }
  await run('release savepoint part_of_change');
  return result;
}

/** A part of a change failed so that nothing of the change is left. Its cause says why. */
export class TransactionLostError extends Error {
  override readonly name = 'TransactionLostError';
}
