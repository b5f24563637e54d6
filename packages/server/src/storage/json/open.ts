import { dumpOf, linesOf } from '../dump.ts';
import { type Attempted, inGroups, madeTogether, type Waiting } from '../groups.ts';
import type { Storage, Writer } from '../storage.ts';
import { Turns } from '../turns.ts';
import { lockFile, realPath, replaceFile } from './file.ts';
import { fill } from './fill.ts';
import { openMemory } from './memory.ts';

export interface JsonOptions {
  path: string;
  warn(fields: object, message: string): void;
}

/**
 * Opens a JSON file as a database: it is held in memory, and the whole of it is written to the file
 * with each change, before the change is answered. Changes that wait together share one writing.
 */
export async function openJson({ path, warn }: JsonOptions): Promise<Storage> {
  const file = await realPath(path);
  const lock = lockFile(file);
  const memory = openMemory();
  const writer = memory.handle(() => undefined);
  const save = async () => replaceFile(file, linesOf(await dumpOf(writer)));
  try {
    if (await fill(memory, file, warn)) await save();
  } catch (error) {
    memory.close();
    lock.release();
    throw error;
  }

  const listeners = new Set<() => void>();
  const turns = new Turns();
  let batching: Promise<void> | undefined;
  /** Readers see no change that is not yet in the file. */
  const reader = memory.handle(() => batching);

  async function transaction<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    memory.run('BEGIN');
    const before = memory.changes();
    try {
      const result = await work(writer);
      if (memory.changes() > before) await save();
      memory.run('COMMIT');
      return result;
    } catch (error) {
      if (memory.inTransaction()) memory.run('ROLLBACK');
      throw error;
    }
  }

  async function writeBatch(group: readonly Waiting[]): Promise<void> {
    let attempts: Attempted[];
    try {
      attempts = await madeTogether(group, transaction, isUnavailable);
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { answer } of attempts) answer();
    for (const listener of listeners) listener();
  }

  // There is one connection, so changes wait for snapshots, and these for changes.
  const { write, idle } = inGroups(
    (group) =>
      turns.take(async () => {
        batching = writeBatch(group);
        await batching;
        batching = undefined;
        return [];
      }),
    Infinity,
  );

  return {
    ...reader,
    engine: 'json',
    write,
    snapshot: (read) => turns.take(() => read(reader)),
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async check() {
      await reader.db.select().from(reader.tables.counters);
    },
    isUnavailable,
    async close() {
      await idle();
      await turns.idle();
      memory.close();
      lock.release();
    },
  };
}

/** The disk is full, or the file's folder is not what it was. */
const unusable = new Set([
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'EROFS',
  'EACCES',
  'EPERM',
  'EBUSY',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EMFILE',
  'ENFILE',
]);

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined && unusable.has(code)) return true;
  // It has been closed.
  return code === 'ERR_INVALID_STATE' || isUnavailable(error.cause);
}
