import { changeOf } from '../change.ts';
import { handleJob } from '../jobs/job.ts';
import { escalationStep } from './job.ts';
import { proceed } from './proceed.ts';
import { findEscalation } from './queries.ts';

/**
 * The next step of an escalation, at its time. That it is done, that it is done once, and that the
 * next one is asked for is one change; where the escalation has moved on or ended, nothing is.
 */
export const escalationStepHandler = handleJob(
  escalationStep,
  async ({ data: { escalationId, done }, context, finish }) => {
    const proceeded = await finish(async (writer) => {
      const row = await findEscalation(writer, escalationId);
      if (row?.state !== 'running' || row.done !== done) return undefined;
      return proceed(writer, row, changeOf(context));
    });
    if (proceeded) context.escalations.count(proceeded);
  },
);
