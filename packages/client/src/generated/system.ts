/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { ApiHealth, Health, Readiness } from './types.ts';

/** What `system.healthz` answers. */
export interface SystemHealthzOutput {
  status: 'ok';
}

/** The procedures of `system`. */
export interface System {
  /**
   * Say whether the process answers.
   * @see packages/contract/src/system.ts:29
   */
  healthz: (input?: Record<string, never>, options?: CallOptions) => Promise<SystemHealthzOutput>;

  /**
   * Say which build answers, and for how long it has been up.
   * @see packages/contract/src/system.ts:36
   */
  health: (input?: Record<string, never>, options?: CallOptions) => Promise<Health>;

  /**
   * Say whether the database can be used.
   *
   * For load balancers: 503 means that this process should get no requests now.
   * @throws {TocsinError} `SERVICE_UNAVAILABLE` (503): The server cannot do it right now.
   * @see packages/contract/src/system.ts:43
   */
  ready: (input?: Record<string, never>, options?: CallOptions) => Promise<Readiness>;

  /**
   * The same as /health, in the words of frontends that ask below /api.
   * @see packages/contract/src/system.ts:52
   */
  apiHealth: (input?: Record<string, never>, options?: CallOptions) => Promise<ApiHealth>;

  /**
   * The same as /ready, below /api.
   * @throws {TocsinError} `SERVICE_UNAVAILABLE` (503): The server cannot do it right now.
   * @see packages/contract/src/system.ts:59
   */
  apiReady: (input?: Record<string, never>, options?: CallOptions) => Promise<Readiness>;

  /**
   * Metrics in the Prometheus text format.
   * @see packages/contract/src/system.ts:67
   */
  metrics: (input?: Record<string, never>, options?: CallOptions) => Promise<string>;
}
