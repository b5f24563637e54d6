import type { AlertSettings, contract } from '@tocsin/contract';
import { changeOf } from '../change.ts';
import { actorName } from '../context.ts';
import { appendEvent } from '../events/log.ts';
import { findIncident } from '../incidents/queries.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { known } from '../versions.ts';
import { listAlerts } from './list.ts';
import { alertOf, findAlert } from './queries.ts';
import { receive } from './receive.ts';
import { resolveAlert } from './resolve.ts';
import { findSettings, storeSettings } from './settings.ts';

export const alertHandlers: FeatureHandlers<typeof contract.alerts> = {
  create: async ({ input, context }) => {
    const { intake, storage, clock, actor } = context;
    const firing = {
      service: input.service,
      severity: input.severity,
      message: input.message,
      labels: input.labels,
      details: {},
      dedupKey: input.dedup_key ?? null,
      timestamp: input.timestamp ?? null,
    };
    const correlation = await intake.admit(1, () =>
      storage.write((writer) => {
        const who = { integrationId: null, actor: actorName(actor), now: clock.now() };
        return receive(writer, firing, { source: 'api', ...who }, intake.options);
      }),
    );
    intake.metrics.received(input.severity, correlation.action);
    return correlation;
  },

  list: ({ input: { cursor, limit, ...filter }, context }) =>
    listAlerts(context.storage, filter, { cursor, limit }),

  ofIncident: async ({ input: { id, status, cursor, limit }, context, errors }) => {
    known(await findIncident(context.storage, id), 'incident', id, errors);
    return listAlerts(context.storage, { incident_id: id, status }, { cursor, limit });
  },

  get: async ({ input, context, errors }) => {
    const found = await findAlert(context.storage, input.alert_id);
    return alertOf(known(found, 'alert', input.alert_id, errors));
  },

  resolve: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const alert = await findAlert(writer, input.alert_id);
      const found = known(alert, 'alert', input.alert_id, errors);
      if (found.status === 'resolved') return { ...alertOf(found), changed: false };
      const change = changeOf(context);
      const { autoResolve } = context.intake.options;
      await resolveAlert(writer, found, change, { withIncident: autoResolve });
      const resolved = { ...found, status: 'resolved' as const, resolvedAt: change.at };
      return { ...alertOf(resolved), changed: true };
    }),

  settings: async ({ input: { service }, context, errors }) => {
    const found = await findSettings(context.storage, service);
    if (!found) throw errors.NOT_FOUND(`The service ${service} has no settings of its own.`);
    return found;
  },

  saveSettings: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { service, ifVersion } = input;
      const before = await findSettings(writer, service);
      if (ifVersion && !before) {
        throw errors.NOT_FOUND(`The service ${service} has no settings of its own yet.`);
      }
      if (ifVersion && before && !ifVersion.includes(before.version)) {
        throw errors.PRECONDITION_FAILED(
          `The settings are at version ${before.version} now; read them again.`,
        );
      }
      const window = input.correlation_window_seconds;
      if (before?.correlation_window_seconds === window) return before;
      const change = changeOf(context);
      const saved: AlertSettings = {
        service,
        correlation_window_seconds: window,
        updated_at: change.at,
        version: (before?.version ?? 0) + 1,
      };
      await storeSettings(writer, saved);
      await appendEvent(writer, {
        type: 'service.settings_saved',
        entity: 'service',
        entityId: service,
        ...change,
        data: { correlation_window_seconds: window },
      });
      return saved;
    }),
};
