import { type contract, REST_PREFIX } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { type Change, changeOf } from '../change.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { DeclaredErrors } from '../errors.ts';
import { appendEvent } from '../events/log.ts';
import { pageOf } from '../page.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { guarded, known } from '../versions.ts';
import { hashOfKey, hintOfKey, newKey } from './key.ts';
import {
  countIntegrations,
  countUnreadable,
  deleteIntegration,
  findIntegration,
  insertIntegration,
  integrationOf,
  type IntegrationRow,
  integrationsBefore,
  unreadableBefore,
  updateIntegration,
} from './queries.ts';
import { webhookHandlers } from './webhook-handlers.ts';

type Errors = DeclaredErrors<'NOT_FOUND'>;

export const integrationHandlers: FeatureHandlers<typeof contract.integrations> = {
  list: async ({ input: { cursor, limit }, context: { storage } }) => {
    const before = placeIn(cursor, '-created_at');
    const rows = await integrationsBefore(storage, before, limit + 1);
    return {
      ...pageOf(rows, limit, cursorOf('-created_at'), integrationOf),
      total: await countIntegrations(storage),
      totalRelation: 'eq',
    };
  },

  create: ({ input, context }) =>
    context.storage.write(async (writer) => {
      const change = changeOf(context);
      const key = newKey();
      const integration = {
        id: uuidv7(),
        name: input.name,
        service: input.service,
        defaultSeverity: input.default_severity,
        serviceLabel: input.service_label,
        autoResolve: input.auto_resolve,
        mapping: input.mapping,
        signingSecret: input.signing_secret,
        keyHash: hashOfKey(key),
        keyHint: hintOfKey(key),
        createdAt: change.at,
        updatedAt: change.at,
        lastUsedAt: null,
        version: 1,
      };
      await insertIntegration(writer, integration);
      await tell(writer, 'integration.created', integration.id, change);
      return { ...integrationOf({ ...integration, position: 0 }), key, paths: pathsOf(key) };
    }),

  get: async ({ input: { id }, context, errors }) =>
    integrationOf(await existing(context.storage, id, errors)),

  update: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = guarded(await findIntegration(writer, input.id), 'integration', input, errors);
      const after = patched(before, input);
      if (isSame(before, after)) return integrationOf(before);
      const change = changeOf(context);
      const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
      await updateIntegration(writer, saved);
      await tell(writer, 'integration.updated', saved.id, change);
      return integrationOf(saved);
    }),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { id } = guarded(await findIntegration(writer, input.id), 'integration', input, errors);
      await deleteIntegration(writer, id);
      await tell(writer, 'integration.deleted', id, changeOf(context));
      return {};
    }),

  unreadable: async ({ input: { id, cursor, limit }, context: { storage }, errors }) => {
    await existing(storage, id, errors);
    const before = placeIn(cursor, '-received_at');
    const rows = await unreadableBefore(storage, id, { before, limit: limit + 1 });
    return {
      ...pageOf(
        rows,
        limit,
        cursorOf('-received_at'),
        ({ source, receivedAt, reason, payload }) => ({
          source,
          received_at: receivedAt,
          reason,
          payload,
        }),
      ),
      total: await countUnreadable(storage, id),
      totalRelation: 'eq',
    };
  },

  ...webhookHandlers,
};

/** Where each kind of sender sends to; as the contract binds them. */
const pathsOf = (key: string) => ({
  alertmanager: `${REST_PREFIX}/integrations/${key}/alertmanager`,
  grafana: `${REST_PREFIX}/integrations/${key}/grafana`,
  events: `${REST_PREFIX}/integrations/${key}/events`,
  pagerduty: '/v2/enqueue',
});

const placeIn = (cursor: string | undefined, order: string): number | undefined =>
  cursor === undefined ? undefined : decodeCursor(cursor, order, ['number'])[0];

const cursorOf =
  (order: string) =>
  ({ position }: { position: number }): string =>
    encodeCursor({ order, keys: [position] });

async function existing(reader: Reader, id: string, errors: Errors): Promise<IntegrationRow> {
  return known(await findIntegration(reader, id), 'integration', id, errors);
}

type Patch = Parameters<FeatureHandlers<typeof contract.integrations>['update']>[0]['input'];

const patched = (before: IntegrationRow, patch: Patch): IntegrationRow => ({
  ...before,
  name: patch.name ?? before.name,
  service: patch.service ?? before.service,
  defaultSeverity: patch.default_severity ?? before.defaultSeverity,
  serviceLabel: patch.service_label === undefined ? before.serviceLabel : patch.service_label,
  autoResolve: patch.auto_resolve ?? before.autoResolve,
  mapping: patch.mapping === undefined ? before.mapping : patch.mapping,
  signingSecret: patch.signing_secret === undefined ? before.signingSecret : patch.signing_secret,
});

const isSame = (a: IntegrationRow, b: IntegrationRow): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const tell = (writer: Writer, type: string, entityId: string, change: Change): Promise<void> =>
  appendEvent(writer, { type, entity: 'integration', entityId, ...change, data: {} });
