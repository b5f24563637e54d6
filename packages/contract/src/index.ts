import { incidents } from './incidents.ts';
import type { RouterOf } from './router.ts';
import { runbooks } from './runbooks.ts';
import { system } from './system.ts';

/** Everything the API can do. */
export const contract = { incidents, runbooks, system };

/** What each feature is about, in one line. */
export const features: Record<keyof typeof contract, string> = {
  incidents: 'What is wrong, who works on it, and what was done.',
  runbooks: 'What to do when something breaks, as Markdown with revisions.',
  system: 'What load balancers, orchestrators and scrapers ask.',
};

/** What `createTRPCClient<AppRouter>()` wants to know. */
export type AppRouter = RouterOf<typeof contract>;

/** Where REST procedures live, but for those that say `atRoot`. */
export const REST_PREFIX = '/api/v1';

export * from './errors.ts';
export * from './incident.ts';
export { incidentSorts } from './incidents.ts';
export * from './page.ts';
export * from './procedure.ts';
export type { ErrorData, RouterOf } from './router.ts';
export { Runbook, RunbookRevision } from './runbooks.ts';
