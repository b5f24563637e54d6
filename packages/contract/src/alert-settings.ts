import * as z from 'zod';
import { Timestamp } from './fields.ts';
import { service } from './incident.ts';

export const LONGEST_WINDOW_SECONDS = 7 * 24 * 3600;

export const correlationWindow = z
  .int()
  .min(0)
  .max(LONGEST_WINDOW_SECONDS)
  .nullable()
  .describe(
    'For so long after its creation an incident takes further alerts, in seconds; `0` is never, ' +
      '`null` is as `CORRELATION_WINDOW_SECONDS` has it.',
  );

/** How the alerts of one service are correlated. */
export const AlertSettings = z
  .object({
    service,
    correlation_window_seconds: correlationWindow,
    updated_at: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'AlertSettings' });
export type AlertSettings = z.output<typeof AlertSettings>;
