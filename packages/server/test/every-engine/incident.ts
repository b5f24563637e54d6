import { contract, type Incident } from '@tocsin/contract';
import { onTestFinished } from 'vitest';
import { listIncidents } from '../../src/incidents/list.ts';
import { nextNumber } from '../../src/incidents/queries.ts';
import { openIncident } from '../../src/incidents/rules.ts';
import { storeNew } from '../../src/incidents/store.ts';
import type { Reader, Storage, Writer } from '../../src/storage/storage.ts';
import { emptyStorage } from '../database.ts';

/** An empty database of this run's engine, closed when the test ends. */
export async function opened(): Promise<Storage> {
  const storage = await emptyStorage();
  onTestFinished(() => storage.close());
  return storage;
}

export const change = { actor: 'tester', at: '2026-03-01T08:00:00.000Z' };

/** Stores a new incident as a handler does. */
export async function addIncident(
  writer: Writer,
  fields: Partial<Pick<Incident, 'id' | 'number' | 'title' | 'service' | 'assignedTo'>> = {},
): Promise<Incident> {
  const number = fields.number ?? (await nextNumber(writer));
  const { id = `incident-${number}`, title = 'x', service = 'a', assignedTo = null } = fields;
  const input = { title, service, assignedTo, severity: 'P2', status: 'open' } as const;
  return storeNew(writer, openIncident(input, { id, number }, change.at), change);
}

/** A list as callers ask for it. */
export const list = (reader: Reader, query: Record<string, unknown>) =>
  listIncidents(reader, contract.incidents.list.input.parse({ limit: 500, ...query }));

/** Lets other work go first, as a slower query would. */
export const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
