import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { type Environment, readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { reset, seedOnce } from '../seed/seed.ts';
import { serve } from '../serve.ts';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { CommandError } from './command-error.ts';
import { backUp, exportAll, importAll } from './move.ts';

const help = `tocsin [command]

  serve                     serve (the default); seeds the database at its first start
  seed                      seed a database that has never been seeded
  reset                     delete EVERYTHING in the database and seed it anew
  export [FILE]             write everything in the database to FILE, or to standard output
  import FILE [--replace]   store everything from FILE (- is standard input) in an empty database;
                            --replace deletes first what is there
  backup FILE               copy a SQLite database while it is in use

Settings are environment variables: DATABASE_URL, PORT, HOST, … (see the README).
`;

interface Given {
  operand: string | undefined;
  replace: boolean;
}

/** Each answers what it did; the message goes to standard error. */
const commands: Record<string, (storage: Storage, given: Given) => Promise<string>> = {
  seed: async (storage) =>
    (await seedOnce(storage, systemClock))
      ? 'seeded with sample data'
      : 'nothing done: this database has been seeded',
  reset: async (storage) => {
    await reset(storage, systemClock);
    return 'everything deleted, and seeded anew';
  },
  export: (storage, { operand }) => exportAll(storage, operand),
  import: (storage, { operand, replace }) =>
    importAll(storage, needed(operand, 'import FILE'), { replace }),
  backup: (storage, { operand }) => backUp(storage, needed(operand, 'backup FILE')),
};

/** Runs what was typed: `tocsin [command] [operand] [--replace]`. */
export async function runCommand(args: string[], environment: Environment): Promise<void> {
  const { name, given } = parse(args);
  if (name === 'help') {
    process.stdout.write(help);
    return;
  }
  const config = readConfig(environment, process.stdout.isTTY);
  const command = commands[name];
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

function parse(args: string[]): { name: string; given: Given } {
  const options = { replace: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = readArgs(() =>
    parseArgs({ args, options, allowPositionals: true }),
  );
  const [name = 'serve', operand] = positionals;
  if (values.help) return { name: 'help', given: { operand, replace: false } };
  if (!['serve', 'help', ...Object.keys(commands)].includes(name)) {
    throw new CommandError(`There is no command ${name}. See tocsin --help.`);
  }
  return { name, given: { operand, replace: values.replace ?? false } };
}

function needed(operand: string | undefined, usage: string): string {
  if (operand === undefined) throw new CommandError(`Usage: tocsin ${usage}`);
  return operand;
}

function readArgs<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CommandError(`${(error as Error).message} See tocsin --help.`);
  }
}

/** The words of the engine: those of the query around it tell nobody anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}
