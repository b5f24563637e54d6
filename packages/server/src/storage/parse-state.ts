import { isUtf8 } from 'node:buffer';
import * as z from 'zod';
import { NewerDatabaseError } from './newer-database.ts';
import { SCHEMA_VERSION, State } from './state.ts';
import { upgraded, VersionOne } from './version-one.ts';

/** A text that is no state, or one that contradicts itself. */
export class UnreadableStateError extends Error {
  override readonly name = 'UnreadableStateError';
}

/**
 * The state of any version so far, and which version that was.
 * @throws UnreadableStateError
 * @throws NewerDatabaseError
 */
export function parseState(bytes: Buffer): { version: number; state: State } {
  const json = parseJson(bytes);
  const version = z.object({ schemaVersion: z.unknown() }).safeParse(json).data?.schemaVersion;
  if (version === 1) return { version, state: upgraded(checked(VersionOne, json)) };
  if (version === SCHEMA_VERSION) return { version, state: checked(State, json) };
  const said = `schemaVersion is ${JSON.stringify(version)}`;
  if (typeof version === 'number' && version > SCHEMA_VERSION) {
    throw new NewerDatabaseError(
      `${said}, of a newer version of Tocsin. Use that version, or another database.`,
    );
  }
  throw new UnreadableStateError(`${said}; known are 1 to ${SCHEMA_VERSION}`);
}

function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new UnreadableStateError('it is not UTF-8');
  try {
    // Some editors put a byte order mark in front.
    return JSON.parse(bytes.toString().replace(/^\uFEFF/, ''));
  } catch {
    throw new UnreadableStateError('it is not valid JSON');
  }
}

function checked<T extends z.ZodType>(schema: T, json: unknown): z.output<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UnreadableStateError(z.prettifyError(parsed.error));
}
