import type { Ingested } from './measure.ts';
import type { Notified } from './notify.ts';
import type { SenderName } from './senders.ts';

export const engines = ['sqlite', 'json', 'postgres'] as const;
export type Engine = (typeof engines)[number];

export interface Row extends Ingested {
  engine: Engine;
  firing: number;
  sender: SenderName;
  title: string;
}

export interface Told extends Notified {
  engine: Engine;
  firing: number;
  during: 'quiet' | 'load';
}

const PROMISED_PER_SECOND = 2_000;
/** What 200,000 firing alerts may cost of the alerts a second that are taken with 1,000. */
const PROMISED_FLATNESS = 0.7;
/** From an alert to the first notification, at the 99th percentile, while nothing else happens. */
const PROMISED_TOLD_MS = 1_000;

export const line = ({
  engine,
  firing,
  title,
  alertsPerSecond,
  p50Ms,
  p99Ms,
  cpuMicros,
}: Row): string =>
  `| ${[
    engine,
    firing.toLocaleString('en'),
    title,
    Math.round(alertsPerSecond).toLocaleString('en'),
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
    cpuMicros.toFixed(0),
  ].join(' | ')} |`;

export const toldLine = ({ engine, firing, during, samples, p50Ms, p99Ms, maxMs }: Told): string =>
  `| ${[
    engine,
    firing.toLocaleString('en'),
    during === 'quiet' ? 'nothing else' : 'alerts come in',
    samples,
    ...[p50Ms, p99Ms, maxMs].map((ms) => ms.toFixed(1)),
  ].join(' | ')} |`;

/** What is promised of SQLite, and whether it is kept. */
export function verdictsOn(
  rows: readonly Row[],
  told: readonly Told[],
): { says: string; met: boolean }[] {
  const sqlite = rows.filter(({ engine }) => engine === 'sqlite');
  const fast = sqlite.map(({ title, firing, alertsPerSecond }) => ({
    says: `SQLite, ${title.toLowerCase()}, ${firing} firing: at least ${PROMISED_PER_SECOND} a second`,
    met: alertsPerSecond >= PROMISED_PER_SECOND,
  }));
  const flat = sqlite.flatMap((many) => {
    const few = sqlite.find(({ sender, firing }) => sender === many.sender && firing < many.firing);
    if (!few) return [];
    const says = `SQLite, ${many.title.toLowerCase()}: processor time at ${many.firing} firing at most 1/${PROMISED_FLATNESS} of that at ${few.firing}`;
    return [{ says, met: few.cpuMicros / many.cpuMicros >= PROMISED_FLATNESS }];
  });
  const soon = told
    .filter(({ engine, during }) => engine === 'sqlite' && during === 'quiet')
    .map(({ firing, p99Ms }) => ({
      says: `SQLite, ${firing} firing: the first notification within ${PROMISED_TOLD_MS} ms of the alert (p99, nothing else)`,
      met: p99Ms <= PROMISED_TOLD_MS,
    }));
  return [...fast, ...flat, ...soon];
}
