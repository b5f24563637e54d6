import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { clear, isEmpty } from '../storage/clear.ts';
import { dumpOf, linesOf } from '../storage/dump.ts';
import { load } from '../storage/load.ts';
import { NewerDatabaseError } from '../storage/newer-database.ts';
import { parseState, UnreadableStateError } from '../storage/parse-state.ts';
import type { State } from '../storage/state.ts';
import type { Storage } from '../storage/storage.ts';
import { CommandError } from './command-error.ts';
import { progressBar } from './progress.ts';

/**
 * Writes everything in the database, as of one moment, to a new file, or to standard output.
 * Answers what it wrote.
 */
export async function exportAll(storage: Storage, file: string | undefined): Promise<string> {
  if (file !== undefined) refuseExisting(file);
  const state = await storage.snapshot(dumpOf);
  const bar = progressBar('exporting', rowsOf(state));
  try {
    const lines = Readable.from(linesOf(state, bar.step));
    if (file === undefined) await pipeline(lines, process.stdout, { end: false });
    else await writeNew(file, lines);
  } catch (error) {
    throw cannot(`${file ?? 'Standard output'} cannot be written`, error);
  } finally {
    bar.done();
  }
  return `exported ${countsOf(state)}`;
}

/** All of a file, on disk, or none of it. */
async function writeNew(file: string, lines: Readable): Promise<void> {
  try {
    await pipeline(lines, createWriteStream(file, { flags: 'wx', flush: true }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(file, { force: true });
    throw error;
  }
}

/**
 * Stores everything from a file of {@link exportAll}, or from `-`, standard input. All or nothing.
 * Answers what it stored.
 */
export async function importAll(
  storage: Storage,
  file: string,
  { replace }: { replace: boolean },
): Promise<string> {
  const state = await readState(file);
  const bar = progressBar('importing', state.incidents.length + state.runbooks.length);
  try {
    await storage.write(async (writer) => {
      if (replace) await clear(writer);
      else if (!(await isEmpty(writer))) {
        throw new CommandError(
          'The database is not empty. Import into another one, or delete what it has with --replace.',
        );
      }
      await load(writer, state, bar.step);
    });
  } catch (error) {
    throw error instanceof UnreadableStateError ? cannotImport(file, error) : error;
  } finally {
    bar.done();
  }
  return `imported ${countsOf(state)}`;
}

/** Copies a SQLite database while it is in use. */
export async function backUp(storage: Storage, file: string): Promise<string> {
  if (!storage.backup) {
    const other = { json: 'copy its file', postgres: 'use pg_dump', sqlite: '' }[storage.engine];
    throw new CommandError(`backup is for SQLite; for ${storage.engine}, ${other}.`);
  }
  refuseExisting(file);
  const bar = progressBar('backing up', 0);
  try {
    const pages = await storage.backup(file, bar.reach);
    return `backed up ${pages} pages to ${file}`;
  } catch (error) {
    throw cannot(`${file} cannot be written`, error);
  } finally {
    bar.done();
  }
}

async function readState(file: string): Promise<State> {
  if (file !== '-' && !existsSync(file)) throw new CommandError(`There is no file ${file}.`);
  try {
    return parseState(await buffer(file === '-' ? process.stdin : createReadStream(file))).state;
  } catch (error) {
    const isFault = error instanceof UnreadableStateError || error instanceof NewerDatabaseError;
    throw isFault ? cannotImport(file, error) : cannot(`${file} cannot be read`, error);
  }
}

function refuseExisting(file: string): void {
  if (existsSync(file)) throw new CommandError(`${file} exists already; name another file.`);
}

const cannotImport = (file: string, error: Error): CommandError =>
  cannot(`${file} cannot be imported`, error);

const cannot = (what: string, error: unknown): CommandError =>
  new CommandError(`${what}: ${(error as Error).message}`, { cause: error });

const rowsOf = ({ schemaVersion: _, ...tables }: State): number =>
  Object.values(tables).reduce((sum, rows) => sum + rows.length, 0);

function countsOf({ incidents, runbooks, events }: State): string {
  const notes = incidents.reduce((sum, incident) => sum + incident.notes.length, 0);
  return `${incidents.length} incidents with ${notes} notes, ${runbooks.length} runbooks, ${events.length} events`;
}
