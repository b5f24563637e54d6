import type { contract } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { DeclaredErrors } from '../errors.ts';
import { appendEvent, lastSeq } from '../events/log.ts';
import { type Change, changeOf } from '../oncall/change.ts';
import { pageOf } from '../page.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
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

/** Each is asked what it wants of everything that happens. */
const MOST_WEBHOOKS = 100;

export const webhookHandlers: FeatureHandlers<typeof contract.webhooks> = {
  list: async ({ input: { cursor, limit }, context: { storage, clock } }) => {
    const [before] = cursor === undefined ? [] : decodeCursor(cursor, '-createdAt', ['number']);
    const rows = await webhooksBefore(storage, before, limit + 1);
    const { nextCursor } = pageOf(rows, limit, ({ position }) =>
      encodeCursor({ order: '-createdAt', keys: [position] }),
    );
    const items = rows.slice(0, limit).map((row) => webhookOf(row, clock.now()));
    return { items, nextCursor, total: await countWebhooks(storage), totalRelation: 'eq' };
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
    webhookOf(await known(storage, input.id, errors), clock.now()),

  update: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = await guarded(writer, input, errors);
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
      const { id } = await guarded(writer, input, errors);
      await deleteWebhook(writer, id);
      await tell(writer, 'webhook.deleted', id, changeOf(context), {});
      return {};
    }),

  rotateSecret: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = await known(writer, input.id, errors);
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

async function known(
  reader: Reader,
  id: string,
  errors: DeclaredErrors<'NOT_FOUND'>,
): Promise<WebhookRow> {
  const found = await findWebhook(reader, id);
  if (!found) throw errors.NOT_FOUND(`There is no webhook ${id}.`);
  return found;
}

async function guarded(
  writer: Writer,
  { id, ifVersion }: { id: string; ifVersion?: readonly number[] | undefined },
  errors: DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>,
): Promise<WebhookRow> {
  const found = await known(writer, id, errors);
  if (ifVersion && !ifVersion.includes(found.version)) {
    throw errors.PRECONDITION_FAILED(
      `The webhook is at version ${found.version} now; read it again.`,
    );
  }
  return found;
}

const tell = (
  writer: Writer,
  type: string,
  entityId: string,
  { actor, at }: Change,
  data: Record<string, unknown>,
): Promise<void> => appendEvent(writer, { type, entity: 'webhook', entityId, actor, at, data });
