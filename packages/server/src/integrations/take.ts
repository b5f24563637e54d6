import type { AlertSeverity, AlertSource, Correlation, Receipt } from '@tocsin/contract';
import type * as z from 'zod';
import { findFiring } from '../alerts/queries.ts';
import { type Origin, receive } from '../alerts/receive.ts';
import { resolveAlert } from '../alerts/resolve.ts';
import { dedupScope } from '../alerts/rules.ts';
import { timestamp } from '../clock.ts';
import type { Context } from '../context.ts';
import { findIncident, fieldsOf } from '../incidents/queries.ts';
import { revise } from '../incidents/rules.ts';
import { storeRevised } from '../incidents/store.ts';
import type { Writer } from '../storage/storage.ts';
import { storable } from './lenient.ts';
import { insertUnreadable, type IntegrationRow, noteUse } from './queries.ts';
import type { Reading, Signal } from './signal.ts';

type Source = z.output<typeof AlertSource>;

/** Of each integration so many unreadable payloads are kept, and of each so much. */
const KEPT_UNREADABLE = 100;
const KEPT_LENGTH = 65_536;
/** Its last use is told to the minute: one write less for each of a thousand alerts. */
const USE_NOTED_EVERY_MS = 60_000;

/** Does what a sender says, in one change: when it returns, all of it is stored, or it has thrown. */
export async function takeReading(
  { intake, storage, clock }: Context,
  integration: IntegrationRow,
  source: Source,
  { signals, unreadable }: Reading,
): Promise<Receipt> {
  const kept = unreadable.map(({ part, reason }) => ({ payload: jsonOf(part), reason }));
  const { receipt, received } = await intake.admit(signals.length, () =>
    storage.write(async (writer) => {
      const origin = originOf(integration, source, clock.now());
      const taken = newTaken();
      for (const signal of signals) {
        await take(writer, signal, { origin, integration, taken, options: intake.options });
      }
      await keep(writer, integration, source, kept, origin.now);
      await noteUseOf(writer, integration, origin.now);
      return taken;
    }),
  );
  for (const { severity, action } of received) intake.metrics.received(severity, action);
  return { ...receipt, unreadable: unreadable.map(({ index, reason }) => ({ index, reason })) };
}

/** Keeps a payload of which nothing could be read. */
export async function keepUnreadable(
  { storage, clock }: Context,
  integration: IntegrationRow,
  source: Source,
  payload: { payload: string; reason: string },
): Promise<void> {
  await storage.write(async (writer) => {
    await keep(writer, integration, source, [payload], clock.now());
    await noteUseOf(writer, integration, clock.now());
  });
}

/** A part that was read may be nested deeper than can be written again. */
function jsonOf(part: unknown): string {
  try {
    return JSON.stringify(part);
  } catch {
    return '(nested too deeply)';
  }
}

interface Taken {
  receipt: Omit<Receipt, 'unreadable'>;
  received: { severity: AlertSeverity; action: Correlation['action'] }[];
}

/** Made anew for each attempt: a change may be begun more than once. */
const newTaken = (): Taken => ({
  receipt: { alerts: [], resolved: [], ignored: 0 },
  received: [],
});

const originOf = (integration: IntegrationRow, source: Source, now: number): Origin => ({
  source,
  integrationId: integration.id,
  actor: `integration:${integration.name}`,
  now,
});

interface Taking {
  origin: Origin;
  integration: IntegrationRow;
  taken: Taken;
  options: Context['intake']['options'];
}

async function take(
  writer: Writer,
  signal: Signal,
  { origin, integration, taken, options }: Taking,
): Promise<void> {
  const { receipt, received } = taken;
  if (signal.kind === 'firing') {
    const { status: _, ...correlation } = await receive(writer, signal, origin, options);
    receipt.alerts.push(correlation);
    received.push({ severity: signal.severity, action: correlation.action });
    return;
  }
  const alert = await findFiring(
    writer,
    dedupScope(origin.integrationId, integration.service),
    signal.dedupKey,
  );
  const change = { actor: origin.actor, at: timestamp(origin.now) };
  if (!alert) {
    receipt.ignored += 1;
  } else if (signal.kind === 'acknowledged') {
    await acknowledge(writer, alert.incidentId, change);
  } else if (signal.endedAt !== null && signal.endedAt < alert.timestamp) {
    // Late news of an earlier time that the same thing was wrong.
    receipt.ignored += 1;
  } else {
    const withIncident = options.autoResolve && integration.autoResolve;
    await resolveAlert(writer, alert, change, { withIncident });
    receipt.resolved.push(alert.id);
  }
}

/** Only from `open`: an incident that is being worked on stays as it is, and so does a resolved one. */
async function acknowledge(
  writer: Writer,
  incidentId: string,
  change: { actor: string; at: string },
): Promise<void> {
  const incident = await findIncident(writer, incidentId);
  if (incident?.phase !== 'open') return;
  const revised = revise(fieldsOf(incident), { status: 'acknowledged' }, change.at);
  if (revised) await storeRevised(writer, incident, revised, change);
}

async function keep(
  writer: Writer,
  { id: integrationId }: IntegrationRow,
  source: Source,
  payloads: readonly { payload: string; reason: string }[],
  now: number,
): Promise<void> {
  const rows = payloads.slice(-KEPT_UNREADABLE).map(({ payload, reason }) => ({
    integrationId,
    source,
    receivedAt: timestamp(now),
    reason: storable(reason),
    payload: storable(payload.slice(0, KEPT_LENGTH)),
  }));
  await insertUnreadable(writer, rows, KEPT_UNREADABLE);
}

async function noteUseOf(
  writer: Writer,
  { id, lastUsedAt }: IntegrationRow,
  now: number,
): Promise<void> {
  if (lastUsedAt !== null && now - Date.parse(lastUsedAt) < USE_NOTED_EVERY_MS) return;
  await noteUse(writer, id, timestamp(now));
}
