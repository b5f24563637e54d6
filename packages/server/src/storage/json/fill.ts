import { copyFile, rename } from 'node:fs/promises';
import { load } from '../load.ts';
import { NewerDatabaseError } from '../newer-database.ts';
import { parseState, UnreadableStateError } from '../parse-state.ts';
import { SCHEMA_VERSION, type State } from '../state.ts';
import { readIfThere } from './file.ts';
import type { MemoryDatabase } from './memory.ts';

type Warn = (fields: object, message: string) => void;

/**
 * Takes over what the file has. One that cannot be read is put aside, and one of an older version is
 * copied before it is brought up to date: nothing in either is lost. Answers whether the file has to
 * be written anew.
 */
export async function fill(memory: MemoryDatabase, path: string, warn: Warn): Promise<boolean> {
  const bytes = await readIfThere(path);
  if (bytes === undefined) return false;
  try {
    const { version, state } = parseState(bytes);
    await loadWhole(memory, state);
    if (version === SCHEMA_VERSION) return false;
    const kept = `${path}.version-${version}-${now()}`;
    await copyFile(path, kept);
    warn({ path, kept }, `the state file had version ${version}; it is brought up to date`);
    return true;
  } catch (error) {
    if (error instanceof NewerDatabaseError)
      throw new NewerDatabaseError(`${path} cannot be used: ${error.message}`);
    if (!(error instanceof UnreadableStateError)) throw error;
    const aside = `${path}.corrupt-${now()}`;
    await rename(path, aside);
    warn({ path, aside, reason: error.message }, 'the state file cannot be read; starting anew');
    return false;
  }
}

/** All of a state, or nothing of it. */
async function loadWhole(memory: MemoryDatabase, state: State): Promise<void> {
  memory.run('BEGIN');
  try {
    await load(
      memory.handle(() => undefined),
      state,
    );
    memory.run('COMMIT');
  } catch (error) {
    if (memory.inTransaction()) memory.run('ROLLBACK');
    throw error;
  }
}

/** For the name of a file: Windows allows no colons there. */
const now = (): string => new Date().toISOString().replaceAll(':', '-');
