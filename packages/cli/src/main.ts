import { CommanderError } from 'commander';
import { ownContract } from './contract-document.ts';
import { readEnvironment } from './environment.ts';
import { Ended, type ExitCode, exitCodes } from './exit-codes.ts';
import { endWithReader } from './output/reader-gone.ts';
import { programOf } from './program.ts';

/** `tocsin …`: the only file that does something by being imported. */
try {
  process.stdout.on('error', endWithReader);
  const program = programOf(ownContract(), readEnvironment);
  const typed = process.argv.slice(2);
  await program.parseAsync(typed.length === 0 ? ['--help'] : typed, { from: 'user' });
} catch (error) {
  process.exitCode = told(error);
}

/** Says what went wrong, if it was not said yet. */
function told(error: unknown): ExitCode {
  if (error instanceof Ended) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done;
    process.stderr.write(`${error.message.replace(/^error: /, '')}\n`);
    return exitCodes.usage;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`tocsin failed: ${text}\n`);
  return exitCodes.failed;
}
