import type { contract } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { changeOf } from '../change.ts';
import { timestamp } from '../clock.ts';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { DeclaredErrors } from '../errors.ts';
import { cappedTotal, COUNTED_AT_MOST, pageOf } from '../page.ts';
import type { Reader } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { known } from '../versions.ts';
import {
  countDeliveries,
  deliveriesBefore,
  deliveryOf,
  type DeliveryRow,
  findDelivery,
  firstOf,
  isPending,
  updateDelivery,
} from './delivery-queries.ts';
import { add, newDelivery } from './dispatch.ts';
import { restartLane, startLane } from './lanes.ts';
import { findWebhook } from './queries.ts';
import { isTest } from './settle.ts';

type Handlers = FeatureHandlers<typeof contract.webhooks>;
type Errors = DeclaredErrors<'NOT_FOUND'>;

export const webhookDeliveryHandlers: Pick<
  Handlers,
  'test' | 'deliveries' | 'delivery' | 'redeliver'
> = {
  test: ({ input: { id }, context, errors }) =>
    context.storage.write(async (writer) => {
      await mustBe(writer, id, errors);
      const test = testOf(id, context);
      await add(writer, test, test.createdAt);
      return deliveryOf({ ...test, position: 0 });
    }),

  deliveries: async ({ input, context: { storage }, errors }) => {
    const { id, state: states, cursor, limit } = input;
    await mustBe(storage, id, errors);
    const [before] = cursor === undefined ? [] : decodeCursor(cursor, '-createdAt', ['number']);
    const filter = { webhookId: id, states };
    const rows = await deliveriesBefore(storage, filter, { before, limit: limit + 1 });
    const cursorOf = ({ position }: DeliveryRow) =>
      encodeCursor({ order: '-createdAt', keys: [position] });
    const total = await countDeliveries(storage, filter, COUNTED_AT_MOST + 1);
    return { ...pageOf(rows, limit, cursorOf, deliveryOf), ...cappedTotal(total) };
  },

  delivery: async ({ input, context: { storage }, errors }) =>
    deliveryOf(await sought(storage, input, errors)),

  redeliver: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const delivery = await sought(writer, input, errors);
      const webhook = await findWebhook(writer, input.id);
      if (!webhook?.enabled && !isTest(delivery)) {
        throw errors.CONFLICT('The webhook is disabled; enable it to have it sent.');
      }
      const at = timestamp(context.clock.now());
      const again = {
        state: delivery.attemptCount === 0 ? ('waiting' as const) : ('retrying' as const),
        nextAttemptAt: at,
        failingSince: null,
        finishedAt: null,
      };
      const first = await firstOf(writer, delivery);
      await updateDelivery(writer, delivery.id, again);
      if (isPending(delivery)) await restartLane(writer, delivery, at);
      else if (!first) await startLane(writer, delivery, { at });
      context.webhooks.resting.heard(input.id);
      return deliveryOf({ ...delivery, ...again });
    }),
};

function testOf(webhookId: string, context: Context): Omit<DeliveryRow, 'position'> {
  const id = uuidv7();
  const { actor, at } = changeOf(context);
  const event = {
    type: 'webhook.test',
    seq: 0,
    at,
    entity: 'webhook',
    entityId: webhookId,
    actor,
    data: {},
  };
  const { type, seq, entity, entityId } = event;
  const body = JSON.stringify({ id, ...event });
  const what = { seq, type, entity, entityId, incidentId: null, lane: 'test', body };
  return newDelivery(id, webhookId, what, at);
}

async function mustBe(reader: Reader, id: string, errors: Errors): Promise<void> {
  known(await findWebhook(reader, id), 'webhook', id, errors);
}

async function sought(
  reader: Reader,
  { id, deliveryId }: { id: string; deliveryId: string },
  errors: Errors,
): Promise<DeliveryRow> {
  const found = await findDelivery(reader, id, deliveryId);
  if (!found) throw errors.NOT_FOUND(`The webhook ${id} has no delivery ${deliveryId}.`);
  return found;
}
