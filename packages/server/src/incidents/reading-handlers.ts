import { ALERTS_SHOWN, type contract } from '@tocsin/contract';
import { alertsOf } from '../alerts/of-incident.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { known } from '../versions.ts';
import { incidentWithAlertCount } from './places.ts';
import { findIncident } from './queries.ts';
import { timelineOf } from './timeline.ts';

type Reading = 'get' | 'metrics' | 'timeline';

export const readingHandlers: Pick<FeatureHandlers<typeof contract.incidents>, Reading> = {
  get: async ({ input, context: { storage }, errors }) => {
    const { id } = input;
    const found = await incidentWithAlertCount(storage, id);
    const { incident, alertCount } = known(found, 'incident', id, errors);
    const alerts = alertCount === 0 ? [] : await alertsOf(storage, id, ALERTS_SHOWN);
    return { ...incident, alertCount, alerts };
  },

  metrics: async ({ input, context: { storage }, errors }) => {
    const found = await incidentWithAlertCount(storage, input.id);
    const { incident, alertCount } = known(found, 'incident', input.id, errors);
    const { id, createdAt, acknowledgedAt, resolvedAt, mttaSeconds, mttrSeconds } = incident;
    return {
      incidentId: id,
      createdAt,
      acknowledgedAt,
      resolvedAt,
      mttaSeconds,
      mttrSeconds,
      alertCount,
    };
  },

  timeline: async ({ input, context: { storage }, errors }) => {
    const found = known(await findIncident(storage, input.id), 'incident', input.id, errors);
    return timelineOf(storage, found, input);
  },
};
