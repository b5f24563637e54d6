import { readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { type Clock, timestamp } from '../clock.ts';
import { storeNewPolicy } from '../escalations/policy-handlers.ts';
import { fieldsOf, findIncident, nextNumber } from '../incidents/queries.ts';
import { noted, openIncident, revise } from '../incidents/rules.ts';
import { storeNew, storeNoted, storeRevised } from '../incidents/store.ts';
import { attachRunbooks } from '../runbook-rules/attach.ts';
import { storeNewRule } from '../runbook-rules/handlers.ts';
import { storeNewSchedule } from '../oncall/schedule-handlers.ts';
import { storeNewPerson } from '../people/handlers.ts';
import { storeNewRunbook } from '../runbooks/handlers.ts';
import { clear } from '../storage/clear.ts';
import type { Storage, Writer } from '../storage/storage.ts';
import { type SeedIncident, seedIncidents } from './incidents.ts';
import { seedPeople, seedPolicy, seedSchedules } from './oncall.ts';
import { type SeedRule, seedRules, type SeedRunbook, seedRunbooks } from './runbooks.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SEEDED = 'seeded';
const actor = 'system';

/**
 * Fills a database with sample data, once in its life: one that people have emptied stays empty.
 * Answers whether it did.
 */
export async function seedOnce(storage: Storage, clock: Clock): Promise<boolean> {
  const contents = await Promise.all(seedRunbooks.map(readContent));
  return storage.write(async (writer) => {
    if (await isSeeded(writer)) return false;
    await seed(writer, contents, clock.now());
    return true;
  });
}

/** A database for real incidents gets no sample data, however it is started later. */
export async function keepUnseeded(storage: Storage, clock: Clock): Promise<void> {
  await storage.write(async (writer) => {
    if (!(await isSeeded(writer))) await markSeeded(writer, clock.now());
  });
}

/** Deletes everything, the event log too, and seeds anew, in one step. */
export async function reset(storage: Storage, clock: Clock): Promise<void> {
  const contents = await Promise.all(seedRunbooks.map(readContent));
  await storage.write(async (writer) => {
    await clear(writer);
    await seed(writer, contents, clock.now());
  });
}

const readContent = ({ file }: SeedRunbook): Promise<string> =>
  readFile(new URL(`runbooks/${file}`, import.meta.url), 'utf8');

async function isSeeded({ db, tables: { milestones } }: Writer): Promise<boolean> {
  const rows = await db.select().from(milestones).where(eq(milestones.name, SEEDED));
  return rows.length > 0;
}

async function seed(writer: Writer, contents: readonly string[], now: number): Promise<void> {
  for (const [i, { title, tags }] of seedRunbooks.entries()) {
    const at = timestamp(now - (seedRunbooks.length - i) * HOUR);
    const content = contents[i] ?? '';
    const stamps = { createdAt: at, updatedAt: at, version: 1 };
    const id = uuidv7();
    await storeNewRunbook(writer, { id, title, tags: [...tags], content, ...stamps }, actor);
    for (const rule of seedRules.filter(({ runbook }) => runbook === title)) {
      await storeNewRule(writer, newRule(rule, id, at), { actor, at });
    }
  }
  const steps = seedIncidents.flatMap((incident) => stepsOf(incident, now));
  for (const step of steps.toSorted((a, b) => a.at - b.at)) await step.take(writer);
  // Behind the incidents: what was over long ago pages nobody.
  await seedOncall(writer, timestamp(now));
  await markSeeded(writer, now);
}

async function markSeeded({ db, tables }: Writer, now: number): Promise<void> {
  await db.insert(tables.milestones).values({ name: SEEDED, at: timestamp(now) });
}

const newRule = ({ name, services, words }: SeedRule, runbookId: string, at: string) => ({
  id: uuidv7(),
  name,
  runbookId,
  services: services ? [...services] : null,
  severities: null,
  words: words ? [...words] : null,
  labels: null,
  createdAt: at,
  updatedAt: at,
  version: 1,
});

async function seedOncall(writer: Writer, at: string): Promise<void> {
  const change = { actor, at };
  for (const person of seedPeople) await storeNewPerson(writer, { ...person, email: null }, change);
  for (const schedule of seedSchedules) {
    await storeNewSchedule(writer, { ...schedule, name: schedule.team, layers: [] }, change);
  }
  await storeNewPolicy(writer, { ...seedPolicy, isDefault: false }, change);
}

interface Step {
  at: number;
  take(writer: Writer): Promise<void>;
}

/** The life of one sample incident, each step at its time, through the same rules as any other. */
function stepsOf(sample: SeedIncident, now: number): Step[] {
  const opened = now - sample.openedMinutesAgo * MINUTE;
  const id = uuidv7({ msecs: opened });
  const at = (minutes: number): number => opened + minutes * MINUTE;
  const step = (
    minutes: number,
    take: (writer: Writer, time: string) => Promise<unknown>,
  ): Step => ({
    at: at(minutes),
    take: async (writer) => void (await take(writer, timestamp(at(minutes)))),
  });
  const reach = (phase: SeedIncident['phase']) => async (writer: Writer, time: string) => {
    const before = await findIncident(writer, id);
    const revised = before && revise(fieldsOf(before), { status: phase }, time);
    if (before && revised) await storeRevised(writer, before, revised, { actor, at: time });
  };

  const { title, severity, service, assignedTo, phase, acknowledgedAfter, resolvedAfter } = sample;
  const steps = [
    step(0, async (writer, time) => {
      const identity = { id, number: await nextNumber(writer) };
      const input = { title, severity, service, assignedTo, status: 'open' as const };
      const change = { actor, at: time };
      const incident = await storeNew(writer, openIncident(input, identity, time), change);
      await attachRunbooks(writer, incident, {}, change);
    }),
    ...sample.notes.map(({ minutesAfter, author, text }) =>
      step(minutesAfter, async (writer, time) => {
        const before = await findIncident(writer, id);
        if (!before) return;
        const note = { id: uuidv7(), timestamp: time, author, text };
        await storeNoted(
          writer,
          before,
          { fields: noted(fieldsOf(before), time), note },
          { actor, at: time },
        );
      }),
    ),
  ];
  if (acknowledgedAfter !== undefined) steps.push(step(acknowledgedAfter, reach('acknowledged')));
  if (phase === 'in_progress') steps.push(step(acknowledgedAfter ?? 0, reach('in_progress')));
  if (resolvedAfter !== undefined) steps.push(step(resolvedAfter, reach('resolved')));
  return steps;
}
