import { setImmediate } from 'node:timers/promises';
import { dumpOf, linesOf } from '../dump.ts';
import type { Storage, Writer } from '../storage.ts';
import { Turns } from '../turns.ts';
import { lockFile, realPath, replaceFile } from './file.ts';
import { fill } from './fill.ts';
import { openMemory } from './memory.ts';

export interface JsonOptions {
  path: string;
  warn(fields: object, message: string): void;
}

interface Waiting {
  change(writer: Writer): Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** How a change went; its caller is told when it is in the file. */
interface Attempted {
  changed: boolean;
  answer(): void;
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
  let waiting: Waiting[] = [];
  let batching: Promise<void> | undefined;
  /** Readers see no change that is not yet in the file. */
  const reader = memory.handle(() => batching);

  async function writeWaiting(): Promise<void> {
    const batch = waiting;
    waiting = [];
    batching = writeBatch(batch);
    try {
      await batching;
    } finally {
      batching = undefined;
    }
    // Those who wait to read have their turn before the next changes.
    await setImmediate();
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    const attempts: Attempted[] = [];
    try {
      memory.run('BEGIN');
      for (const one of batch) attempts.push(await attempt(one));
      if (attempts.some(({ changed }) => changed)) await save();
      memory.run('COMMIT');
    } catch (error) {
      if (memory.inTransaction()) memory.run('ROLLBACK');
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { answer } of attempts) answer();
    for (const listener of listeners) listener();
  }

  /** A change that throws leaves nothing, and does not stop those that wait with it. */
  async function attempt({ change, resolve, reject }: Waiting): Promise<Attempted> {
    memory.run('SAVEPOINT one_change');
    const before = memory.changes();
    try {
      const result = await change(writer);
      memory.run('RELEASE one_change');
      return { changed: memory.changes() > before, answer: () => resolve(result) };
    } catch (error) {
      memory.run('ROLLBACK TO one_change');
      memory.run('RELEASE one_change');
      return { changed: false, answer: () => reject(error) };
    }
  }

  return {
    ...reader,
    engine: 'json',
    write: <T>(change: (writer: Writer) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        // Safe: `attempt` resolves each change with its own result.
        const length = waiting.push({ change, resolve: resolve, reject });
        if (length === 1) void turns.take(writeWaiting);
      }),
    // There is one connection, so changes wait for it here.
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
