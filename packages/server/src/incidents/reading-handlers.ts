import { ALERTS_SHOWN, type contract } from '@tocsin/contract';
import { alertsOf, countAlertsOf } from '../alerts/of-incident.ts';
import type { DeclaredErrors } from '../errors.ts';
import type { Reader } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { incidentWithAlertCount } from './places.ts';
import { findIncident, type PlacedIncident } from './queries.ts';
import { timelineOf } from './timeline.ts';

type Reading = 'get' | 'metrics' | 'timeline';

export const readingHandlers: Pick<FeatureHandlers<typeof contract.incidents>, Reading> = {
  get: async ({ input, context: { storage }, errors }) => {
    const { id } = input;
    const found = await incidentWithAlertCount(storage, id);
    if (!found) throw noSuch(id, errors);
    const { incident, alertCount } = found;
    const alerts = alertCount === 0 ? [] : await alertsOf(storage, id, ALERTS_SHOWN);
    return { ...incident, alertCount, alerts };
  },

  metrics: async ({ input, context: { storage }, errors }) => {
    const found = await sought(storage, input, errors);
    const { id, createdAt, acknowledgedAt, resolvedAt, mttaSeconds, mttrSeconds } = found;
    return {
      incidentId: id,
      createdAt,
      acknowledgedAt,
      resolvedAt,
      mttaSeconds,
      mttrSeconds,
      alertCount: await countAlertsOf(storage, id),
    };
  },

  timeline: async ({ input, context: { storage }, errors }) =>
    timelineOf(storage, await sought(storage, input, errors), input),
};

async function sought(
  reader: Reader,
  { id }: { id: string },
  errors: DeclaredErrors<'NOT_FOUND'>,
): Promise<PlacedIncident> {
  const found = await findIncident(reader, id);
  if (!found) throw noSuch(id, errors);
  return found;
}

const noSuch = (id: string, errors: DeclaredErrors<'NOT_FOUND'>) =>
  errors.NOT_FOUND(`There is no incident ${id}.`);
