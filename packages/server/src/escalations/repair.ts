import type { FastifyInstance } from 'fastify';
import { type Clock, timestamp } from '../clock.ts';
import type { Services } from '../context.ts';
import { keysDue } from '../jobs/queries.ts';
import type { Storage } from '../storage/storage.ts';
import { tellOfEscalation } from './events.ts';
import { enqueueStep, escalationStep, stepKey } from './job.ts';
import { findEscalation, runningAfter } from './queries.ts';
import type { EscalationRow } from './rules.ts';

const EVERY_MS = 60_000;
const AT_ONCE = 500;

/** Gives each running escalation a job that has none: its next step comes. Answers how many. */
export async function repairEscalations(storage: Storage, clock: Clock): Promise<number> {
  let repaired = 0;
  for (let after = '', rows: EscalationRow[] = []; ; after = rows.at(-1)?.id ?? after) {
    rows = await runningAfter(storage, after, AT_ONCE);
    const withJob = await keysDue(storage, escalationStep.name, rows.map(stepKey));
    for (const row of rows.filter((one) => !withJob.has(stepKey(one)))) {
      if (await repair(storage, row, clock.now())) repaired += 1;
    }
    if (rows.length < AT_ONCE) return repaired;
  }
}

/** It may have moved on since it was looked at. */
function repair(storage: Storage, { id, done }: EscalationRow, now: number): Promise<boolean> {
  return storage.write(async (writer) => {
    const row = await findEscalation(writer, id);
    if (row?.state !== 'running' || row.done !== done) return false;
    if ((await keysDue(writer, escalationStep.name, [stepKey(row)])).size > 0) return false;
    const change = { actor: 'system', at: timestamp(now) };
    await enqueueStep(writer, row, change.at);
    const data = { escalationId: id, done, nextStepAt: row.nextAt };
    await tellOfEscalation(writer, 'escalation.repaired', row.incidentId, change, data);
    return true;
  });
}

/** Repairs what there is to repair, from when the server listens until it stops. */
export function keepEscalating(app: FastifyInstance, { storage, clock }: Services): void {
  let stopped = false;
  let timer = { cancel() {} };
  let working: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      const repaired = await repairEscalations(storage, clock);
      if (repaired > 0) app.log.warn({ repaired }, 'escalations had no job for their next step');
    } catch (error) {
      app.log.error({ err: error }, 'escalations could not be looked through; trying again');
    }
    if (!stopped) timer = clock.setTimer(clock.now() + EVERY_MS, begin);
  }
  const begin = () => (working = look());

  app.addHook('onListen', async () => void begin());
  app.addHook('preClose', async () => {
    stopped = true;
    timer.cancel();
    await working;
  });
}
