import { v7 as uuidv7 } from 'uuid';
import { timestamp } from '../../packages/server/src/clock.ts';
import { findIncident, nextNumber } from '../../packages/server/src/incidents/queries.ts';
import { noted, openIncident } from '../../packages/server/src/incidents/rules.ts';
import { storeNew, storeNoted } from '../../packages/server/src/incidents/store.ts';
import { openSqlite } from '../../packages/server/src/storage/sqlite/open.ts';
import type { Writer } from '../../packages/server/src/storage/storage.ts';

const INCIDENTS = 1000;
const MOST_NOTES = 4;
const MINUTE = 60_000;
const opened = Date.parse('2026-03-01T08:00:00.000Z');
const actor = 'system';

const severities = ['P1', 'P2', 'P3', 'P4'] as const;
const services = ['checkout-api', 'payments', 'search', 'login', 'mail'];
const people = ['Mara Lindqvist', 'Jonas Weber', null];

/** Makes the database that every contender gets a copy of; answers the ids in it. */
export async function fillDatabase(path: string): Promise<string[]> {
  const storage = openSqlite(path);
  const ids = await storage.write(async (writer) => {
    const made: string[] = [];
    for (let n = 0; n < INCIDENTS; n += 1) made.push(await addIncident(writer, n));
    return made;
  });
  await storage.close();
  return ids;
}

async function addIncident(writer: Writer, n: number): Promise<string> {
  const time = opened + n * MINUTE;
  const at = timestamp(time);
  const id = uuidv7({ msecs: time });
  const input = {
    title: `Errors of part ${n % 37} rise after release ${n}`,
    severity: pick(severities, n),
    service: pick(services, n),
    assignedTo: pick(people, n),
    status: 'open' as const,
  };
  const identity = { id, number: await nextNumber(writer) };
  await storeNew(writer, openIncident(input, identity, at), { actor, at });
  for (let i = 0; i < n % (MOST_NOTES + 1); i += 1) await addNote(writer, id, time + i * 1000);
  return id;
}

async function addNote(writer: Writer, id: string, time: number): Promise<void> {
  const before = await findIncident(writer, id);
  if (!before) throw new Error(`The incident ${id} has just been stored, and is not there.`);
  const at = timestamp(time);
  const text = 'Errors began with the release; rolling back now, and watching the error rate.';
  const note = { id: uuidv7({ msecs: time }), timestamp: at, author: 'Mara Lindqvist', text };
  await storeNoted(writer, before, { fields: noted(before, at), note }, { actor, at });
}

function pick<T>(values: readonly T[], n: number): T {
  return values[n % values.length] as T;
}
