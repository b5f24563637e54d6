import { exitCodes } from '../exit-codes.ts';

/** Ends the command when nobody reads what it writes any more: `| head -1` has what it wants. */
export function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.done);
}
