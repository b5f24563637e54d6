import { constants } from 'node:fs';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../folder.ts';

/** Another process has the file open. */
export class FileInUseError extends Error {
  override readonly name = 'FileInUseError';
}

/** What a call answers; `undefined` when there is no such file. */
async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a file has; `undefined` when there is none. */
export const readIfThere = (path: string): Promise<Buffer | undefined> => ifThere(readFile(path));

/** Where a file really is: one that is a link stays one, and has one lock whatever it is called. */
export const realPath = async (path: string): Promise<string> =>
  (await ifThere(realpath(path))) ?? resolve(path);

/**
 * Puts a file in place of the old one: whoever reads it, or finds it after a crash, has the whole
 * old or the whole new text. When it returns, the new one is on disk.
 */
export async function replaceFile(path: string, chunks: Iterable<string>): Promise<void> {
  const temporary = `${path}.new`;
  try {
    const file = await open(temporary, 'w');
    try {
      // Who may read the old one may read the new one, and nobody else.
      const old = await ifThere(stat(path));
      if (old) await file.chmod(old.mode & 0o777);
      for (const chunk of inPieces(chunks)) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}

const PIECE_LENGTH = 256 * 1024;

/** Thousands of short lines, each written for itself, would take longer than all the rest. */
function* inPieces(chunks: Iterable<string>): Generator<string> {
  let piece = '';
  for (const chunk of chunks) {
    piece += chunk;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** The name in the folder must be on disk too. Windows has no such thing, and does it by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Keeps other processes off a file until `release`, or until this process ends in whatever way: the
 * operating system holds the lock, by way of a SQLite file beside it.
 */
export function lockFile(path: string): { release(): void } {
  makeFolder(dirname(path));
  const lock = new DatabaseSync(`${path}.lock`);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new FileInUseError(
      `Another process has ${path} open. The JSON file serves one process; for more use PostgreSQL.`,
    );
  }
  return { release: () => lock.close() };
}
