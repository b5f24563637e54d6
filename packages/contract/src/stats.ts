import * as z from 'zod';
import { Moment, oneOrMany, Timestamp } from './fields.ts';
import { service, SeverityInput } from './incident.ts';
import { query } from './procedure.ts';

export const statsGroups = ['service', 'severity', 'week'] as const;
/** So many groups are told of; those with the most incidents. */
export const MOST_GROUPS = 500;

const count = (of: string) => z.int().nonnegative().describe(of);
const seconds = z.number().nonnegative().nullable();
const ratio = (of: string) => z.number().nonnegative().nullable().describe(of);

/** Times in seconds; `null` where there are none. */
export const Durations = z
  .object({
    count: count('How many times these numbers are made of.'),
    mean: seconds.describe('The sum by the count, to the millisecond.'),
    p50: seconds.describe(
      'By nearest rank, as all percentiles: the least that half do not exceed.',
    ),
    p90: seconds,
    p95: seconds,
  })
  .meta({ id: 'Durations' });
export type Durations = z.output<typeof Durations>;

/** Numbers about the incidents that were created in a time. */
export const IncidentStats = z
  .object({
    opened: count('Created in the time: `openNow`, `resolved` and `merged` add up to it.'),
    openNow: count('Of these, not resolved by now.'),
    resolved: count('Of these, resolved by now, and not by a merge.'),
    merged: count('Of these, merged into others. All numbers below are without them.'),
    acknowledged: count('Acknowledged, or started, at any time until now.'),
    mtta: Durations.describe(
      'From the creation to the first acknowledgement, of those acknowledged.',
    ),
    mttr: Durations.describe('From the creation to the last resolution, of those resolved.'),
    alerts: count('Alerts that belong to them. An alert that repeats is one.'),
    alertsPerIncident: ratio('`alerts` by `opened` without `merged`.'),
    unacknowledgedShare: ratio('Noise: the share of `resolved` that nobody ever acknowledged.'),
    repeatsPerAlert: ratio('Noise: how often an alert came again, on average.'),
  })
  .meta({ id: 'IncidentStats' });
export type IncidentStats = z.output<typeof IncidentStats>;

const example: IncidentStats = {
  opened: 12,
  openNow: 1,
  resolved: 10,
  merged: 1,
  acknowledged: 9,
  mtta: { count: 9, mean: 187.5, p50: 120, p90: 480, p95: 480 },
  mttr: { count: 10, mean: 2520, p50: 1800, p90: 5400, p95: 7200 },
  alerts: 33,
  alertsPerIncident: 3,
  unacknowledgedShare: 0.2,
  repeatsPerAlert: 1.5,
};
const from = '2026-03-01T00:00:00.000Z';

/** What can be learned from many incidents. */
export const stats = {
  get: query({
    summary: 'Get how incidents went',
    description:
      'About the incidents that were created from `from` (all that there are) until before `to` ' +
      '(now), as they are now. `unacknowledgedShare` and `repeatsPerAlert` tell how much is noise. ' +
      'Merged incidents go on in others, and are left out of all times and shares. Percentiles are by ' +
      'nearest rank, so each is a time that really was. Weeks begin on Monday, in UTC.',
    rest: { method: 'GET', path: '/stats' },
    input: z.strictObject({
      from: Moment.optional().describe('Created at this moment or later.'),
      to: Moment.optional().describe('Created before this moment.'),
      service: oneOrMany(service).optional(),
      severity: oneOrMany(SeverityInput).optional(),
      groupBy: z.enum(statsGroups).optional(),
    }),
    output: z.object({
      from: Timestamp.nullable(),
      to: Timestamp.nullable(),
      groupBy: z.enum(statsGroups).nullable(),
      total: IncidentStats,
      groupCount: count(`How many groups there are; \`groups\` has the ${MOST_GROUPS} largest.`),
      groups: z
        .array(
          IncidentStats.extend({
            group: z.string().describe('The service, the severity, or the Monday of the week.'),
          }),
        )
        .max(MOST_GROUPS)
        .describe('In their own order.'),
    }),
    example: {
      input: { from: '2026-03-01', groupBy: 'service' },
      output: {
        from,
        to: null,
        groupBy: 'service',
        total: example,
        groupCount: 1,
        groups: [{ group: 'checkout-api', ...example }],
      },
    },
  }),
};
