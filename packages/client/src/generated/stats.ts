/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { Durations, IncidentStats, SeverityInput, Timestamp } from './types.ts';

/** What `stats.get` takes. */
export interface StatsGetInput {
  /** Created at this moment or later. */
  from?: string | undefined;
  /** Created before this moment. */
  to?: string | undefined;
  /** At most 100 characters. At most 20 items. */
  service?: string | string[] | undefined;
  /** At most 20 items. */
  severity?: SeverityInput | SeverityInput[] | undefined;
  groupBy?: 'service' | 'severity' | 'week' | undefined;
}

/** What `stats.get` answers. */
export interface StatsGetOutput {
  from: Timestamp | null;
  to: Timestamp | null;
  groupBy: 'service' | 'severity' | 'week' | null;
  total: IncidentStats;
  /**
   * How many groups there are; `groups` has the 500 largest.
   * A whole number, 0 or more.
   */
  groupCount: number;
  /**
   * In their own order.
   * At most 500 items.
   */
  groups: {
    /**
     * Created in the time: `openNow`, `resolved` and `merged` add up to it.
     * A whole number, 0 or more.
     */
    opened: number;
    /**
     * Of these, not resolved by now.
     * A whole number, 0 or more.
     */
    openNow: number;
    /**
     * Of these, resolved by now, and not by a merge.
     * A whole number, 0 or more.
     */
    resolved: number;
    /**
     * Of these, merged into others. All numbers below are without them.
     * A whole number, 0 or more.
     */
    merged: number;
    /**
     * Acknowledged, or started, at any time until now.
     * A whole number, 0 or more.
     */
    acknowledged: number;
    /** From the creation to the first acknowledgement, of those acknowledged. */
    mtta: Durations;
    /** From the creation to the last resolution, of those resolved. */
    mttr: Durations;
    /**
     * Alerts that belong to them. An alert that repeats is one.
     * A whole number, 0 or more.
     */
    alerts: number;
    /**
     * `alerts` by `opened` without `merged`.
     * A number, 0 or more.
     */
    alertsPerIncident: number | null;
    /**
     * Noise: the share of `resolved` that nobody ever acknowledged.
     * A number, 0 or more.
     */
    unacknowledgedShare: number | null;
    /**
     * Noise: how often an alert came again, on average.
     * A number, 0 or more.
     */
    repeatsPerAlert: number | null;
    /** The service, the severity, or the Monday of the week. */
    group: string;
  }[];
}

/** The procedures of `stats`. */
export interface Stats {
  /**
   * Get how incidents went.
   *
   * About the incidents that were created from `from` (all that there are) until before `to`
   * (now), as they are now. `unacknowledgedShare` and `repeatsPerAlert` tell how much is noise.
   * Merged incidents go on in others, and are left out of all times and shares. Percentiles are
   * by nearest rank, so each is a time that really was. Weeks begin on Monday, in UTC.
   * @see packages/contract/src/stats.ts:65
   */
  get: (input?: StatsGetInput, options?: CallOptions) => Promise<StatsGetOutput>;
}
