import type { ProcedureDocument } from '@tocsin/contract/compare';
import type { TocsinError } from '@tocsin/client';
import { exitCodes } from '../exit-codes.ts';
import { endOf } from '../failure.ts';
import { answerText, rowsOf } from '../output/answer.ts';
import { eventLine } from '../output/event-line.ts';
import { terminalOf } from '../output/terminal.ts';
import { commandLine } from './command-line.ts';
import { call, type Connection, watch } from './connection.ts';
import type { Field } from './field.ts';

/** How a procedure was asked for. */
export interface Request {
  procedure: ProcedureDocument;
  fields: readonly Field[];
  /** The words of the command: `tocsin incidents list`. */
  words: readonly string[];
  input: Record<string, unknown>;
  connection: Connection;
  json: boolean;
  columns: readonly string[] | undefined;
}

/** Calls a procedure, and writes what it answers. */
export async function run(request: Request): Promise<void> {
  const { procedure, fields, connection, json } = request;
  try {
    if (procedure.kind === 'subscription') await follow(request);
    else await answer(request);
  } catch (error) {
    if (!isTocsinError(error)) throw error;
    throw endOf(error, { fields, url: connection.url, json });
  }
}

/** By its name: the client, which has the class, may not have been loaded. */
const isTocsinError = (error: unknown): error is TocsinError =>
  error instanceof Error && error.name === 'TocsinError';

async function answer(request: Request): Promise<void> {
  const { procedure, input, connection, json, columns } = request;
  const output = await call(procedure.name, input, connection);
  if (json) {
    const space = process.stdout.isTTY ? 2 : undefined;
    process.stdout.write(`${JSON.stringify(output, null, space)}\n`);
    return;
  }
  process.stdout.write(answerText(output, terminalOf(process.stdout), columns));
  const rows = rowsOf(output);
  if (rows) process.stderr.write(footerOf(request, output, rows.length));
}

/** How many there are besides those shown, and what shows them. */
function footerOf({ words, fields, input }: Request, output: unknown, count: number): string {
  if (count === 0) return 'none\n';
  const { nextCursor, total, totalRelation } = (output ?? {}) as Partial<Record<string, unknown>>;
  if (typeof nextCursor !== 'string' || typeof total !== 'number') return '';
  const more = commandLine(words, fields, { ...input, cursor: nextCursor });
  return `${count} of ${totalRelation === 'gte' ? 'at least ' : ''}${total}; the next: ${more}\n`;
}

async function follow({ procedure, input, connection, json }: Request): Promise<void> {
  process.once('SIGINT', () => process.exit(exitCodes.interrupted));
  const items = watch(procedure.name, input, connection, (state, reason) => {
    const words = state === 'lost' ? `lost: ${reason?.message ?? ''} Trying again.` : 'live again';
    process.stderr.write(`${words}\n`);
  });
  for await (const item of items) {
    const line = json ? `${JSON.stringify(item)}\n` : eventLine(item, terminalOf(process.stdout));
    process.stdout.write(line);
  }
}
