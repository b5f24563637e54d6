import { changeOf } from '../change.ts';
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
    const change = changeOf(context);
    const revised = unsnooze(fieldsOf(before), change.at);
    if (revised) await storeRevised(writer, before, revised, change);
  }),
);
