import { deepStrictEqual } from 'node:assert/strict';
import type { OperationName } from './operations.ts';
import type { Running } from './running.ts';

/** What every server makes up by itself when it creates an incident. */
const ownFields = ['id', 'createdAt', 'updatedAt'];

/** Asks every contender the same, and throws unless all answer the same data. */
export async function checkSameAnswers(
  running: readonly Running[],
  operation: OperationName,
  ids: readonly string[],
): Promise<void> {
  const answers = await Promise.all(
    running.map(async (contender) => ({
      title: contender.title,
      data: comparable(operation, await ask(contender, operation, ids)),
    })),
  );
  const [first, ...others] = answers;
  for (const { title, data } of others) {
    deepStrictEqual(data, first?.data, `${title} answers ${operation} otherwise than Fastify`);
  }
}

async function ask(
  { title, url, wire }: Running,
  operation: OperationName,
  ids: readonly string[],
): Promise<unknown> {
  const [call] = wire.calls(operation, ids);
  if (!call) throw new Error(`There is no call for ${operation}.`);
  const { path, ...init } = call;
  const response = await fetch(`${url}${path}`, init);
  const body = await response.text();
  if (!response.ok) throw new Error(`${title}, ${operation}: ${response.status} ${body}`);
  return wire.unwrap(operation, JSON.parse(body));
}

function comparable(operation: OperationName, data: unknown): unknown {
  if (operation !== 'create') return data;
  const fields = Object.entries(data as object).filter(([name]) => !ownFields.includes(name));
  return Object.fromEntries(fields);
}
