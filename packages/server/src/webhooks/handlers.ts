import type { contract } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { type Change, changeOf } from '../change.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { appendEvent, lastSeq } from '../events/log.ts';
import { pageOf } from '../page.ts';
import type { Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { guarded, known } from '../versions.ts';
import { webhookDeliveryHandlers } from './delivery-handlers.ts';
import {
  countWebhooks,
  deleteWebhook,
  findWebhook,
  insertWebhook,
  updateWebhook,
  webhookOf,
  type WebhookRow,
  webhooksBefore,
} from './queries.ts';
import { revise } from './revise.ts';
import { firstSecrets, rotated } from './secrets.ts';

const what = 'webhook';
/** Each is asked what it wants of everything that happens. */
const MOST_WEBHOOKS = 100;

export const webhookHandlers: FeatureHandlers<typeof contract.webhooks> = {
  list: async ({ input: { cursor, limit }, context: { storage, clock } }) => {
    const [before] = cursor === undefined ? [] : decodeCursor(cursor, '-createdAt', ['number']);
    const rows = await webhooksBefore(storage, before, limit + 1);
    const cursorOf = ({ position }: WebhookRow) =>
      encodeCursor({ order: '-createdAt', keys: [position] });
    const page = pageOf(rows, limit, cursorOf, (row) => webhookOf(row, clock.now()));
    return { ...page, total: await countWebhooks(storage), totalRelation: 'eq' };
  },

  create: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      if ((await countWebhooks(writer)) >= MOST_WEBHOOKS) {
        throw errors.CONFLICT(`There are ${MOST_WEBHOOKS} webhooks already, and no more can be.`);
      }
      const change = changeOf(context);
      const { url, description, types, services, enabled } = input;
      const fields = { url, description, types, services, enabled };
      const id = uuidv7();
      await tell(writer, 'webhook.created', id, change, { types, services });
      const webhook = { ...newWebhook(id, change.at, await lastSeq(writer)), ...fields };
      if (!enabled) webhook.disabledAt = change.at;
      await insertWebhook(writer, webhook);
      const [{ secret } = { secret: '' }] = webhook.secrets;
      return { ...webhookOf({ ...webhook, position: 0 }, context.clock.now()), secret };
    }),

  get: async ({ input, context: { storage, clock }, errors }) =>
    webhookOf(known(await findWebhook(storage, input.id), what, input.id, errors), clock.now()),

  update: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = guarded(await findWebhook(writer, input.id), what, input, errors);
      const change = changeOf(context);
      const now = context.clock.now();
      const { after, changes } = await revise(writer, before, input, change.at);
      if (Object.keys(changes).length === 0) return webhookOf(before, now);
      const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
      await updateWebhook(writer, saved);
      await tell(writer, 'webhook.updated', saved.id, change, { changes });
      context.webhooks.resting.heard(saved.id);
      return webhookOf(saved, now);
    }),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { id } = guarded(await findWebhook(writer, input.id), what, input, errors);
      await deleteWebhook(writer, id);
      await tell(writer, 'webhook.deleted', id, changeOf(context), {});
      return {};
    }),

  rotateSecret: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = known(await findWebhook(writer, input.id), what, input.id, errors);
      const change = changeOf(context);
      const { secrets, secret, until } = rotated(before.secrets, context.clock.now());
      const version = before.version + 1;
      await updateWebhook(writer, { ...before, secrets, updatedAt: change.at, version });
      await tell(writer, 'webhook.secret_rotated', before.id, change, {});
      return { secret, previousSecretUntil: until };
    }),

  ...webhookDeliveryHandlers,
};

const newWebhook = (
  id: string,
  at: string,
  handledSeq: number,
): Omit<WebhookRow, 'position' | 'url' | 'description' | 'types' | 'services' | 'enabled'> => ({
  id,
  secrets: firstSecrets(),
  disabledReason: null,
  disabledAt: null,
  failingSince: null,
  refusedInRow: 0,
  handledSeq,
  createdAt: at,
  updatedAt: at,
  version: 1,
});

const tell = (
  writer: Writer,
  type: string,
  entityId: string,
  { actor, at }: Change,
  data: Record<string, unknown>,
): Promise<void> => appendEvent(writer, { type, entity: 'webhook', entityId, actor, at, data });
