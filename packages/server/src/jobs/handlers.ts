import { escalationStepHandler } from '../escalations/step.ts';
import { unsnoozing } from '../incidents/unsnoozing.ts';
import { deliveryHandlers } from '../notifications/deliver.ts';
import { deliverHandler } from '../webhooks/deliver.ts';
import type { JobHandler } from './job.ts';

/** Every kind of job that the server runs. A feature adds its own here. */
export const jobHandlers: readonly JobHandler[] = [
  unsnoozing,
  escalationStepHandler,
  ...deliveryHandlers,
  deliverHandler,
];
