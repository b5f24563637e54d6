import { systemClock } from '../clock.ts';
import { type Environment, readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { reset, seedOnce } from '../seed/seed.ts';
import { serve } from '../serve.ts';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { CommandError } from './command-error.ts';
import { type CommandName, type Given, usageOf } from './definitions.ts';
import { backUp, exportAll, importAll } from './move.ts';

/** Each answers what it did; the message goes to standard error. */
const commands: Record<
  Exclude<CommandName, 'serve'>,
  (storage: Storage, given: Given) => Promise<string>
> = {
  seed: async (storage) =>
    (await seedOnce(storage, systemClock))
      ? 'seeded with sample data'
      : 'nothing done: this database has been seeded',
  reset: async (storage) => {
    await reset(storage, systemClock);
    return 'everything deleted, and seeded anew';
  },
  export: (storage, { operand }) => exportAll(storage, operand),
  import: (storage, { operand, replace = false }) =>
    importAll(storage, needed(operand, 'import'), { replace }),
  backup: (storage, { operand }) => backUp(storage, needed(operand, 'backup')),
};

/**
 * Runs a command on the database that the environment names. Answers when it is done, or, for
 * `serve`, when it listens. What it rejects with is put into words by `startProblem`.
 */
export async function runCommand(
  name: CommandName,
  given: Given,
  environment: Environment,
): Promise<void> {
  const config = readConfig(environment, process.stdout.isTTY);
  const command = name === 'serve' ? undefined : commands[name];
  // What a command writes to standard output is for another program.
  const log = command ? createLogger(config, process.stderr) : createLogger(config);
  const storage = await openStorage(config.database, log);
  if (!command) return serve(config, storage, log);
  try {
    process.stderr.write(`${await command(storage, given)}\n`);
  } catch (error) {
    if (error instanceof CommandError || !storage.isUnavailable(error)) throw error;
    throw new CommandError(`The database cannot be used: ${reasonOf(error)}`, { cause: error });
  } finally {
    await storage.close();
  }
}

function needed(operand: string | undefined, name: CommandName): string {
  if (operand === undefined) throw new CommandError(`Usage: tocsin ${usageOf(name)}`);
  return operand;
}

/** The words of the engine: those of the query around it tell nobody anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}
