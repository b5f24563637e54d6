import { timestamp } from '../clock.ts';
import { actorName } from '../context.ts';
import { handleJob } from '../jobs/job.ts';
import { fieldsOf, findIncident } from './queries.ts';
import { unsnoozeJob } from './snooze-job.ts';
import { unsnooze } from './steps.ts';
import { storeRevised } from './store.ts';

/** An incident that was acknowledged meanwhile, or snoozed anew, stays as it is. */
export const unsnoozing = handleJob(unsnoozeJob, ({ data, context, finish }) =>
  finish(async (writer) => {
    const before = await findIncident(writer, data.incidentId);
    if (before?.snoozedUntil !== data.until) return;
    const change = { actor: actorName(context.actor), at: timestamp(context.clock.now()) };
    const revised = unsnooze(fieldsOf(before), change.at);
    if (revised) await storeRevised(writer, before, revised, change);
  }),
);
