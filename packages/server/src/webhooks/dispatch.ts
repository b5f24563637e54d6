import { v7 as uuidv7 } from 'uuid';
import { incidentOf } from '../events/about.ts';
import { type EventRow, eventsAfter } from '../events/log.ts';
import type { Storage, Writer } from '../storage/storage.ts';
import { bodyOf, incidentsOf, serviceOf } from './body.ts';
import { countPending, type DeliveryRow, firstOf, insertDelivery } from './delivery-queries.ts';
import { startLane } from './lanes.ts';
import { type Listener, moveOn } from './queries.ts';
import { isAboutWebhooks, laneOf, wantsService, wantsType } from './rules.ts';

/** So many events are looked at in one piece. */
const BATCH = 100;
/** So many may wait to be sent to one webhook; the rest waits in the event log. */
export const MOST_PENDING = 2_000;
/** What a webhook does not want is passed over in memory, and written down after so many. */
const WRITTEN_EVERY = 1_000;

export interface Looked {
  /** The last event that was looked at; nothing of those up to it is still to be sent. */
  seq: number;
  isMore: boolean;
}

/**
 * Looks at what has happened behind `from`, and turns what a webhook wants of it into deliveries. Any
 * number of processes may do so at once: one of them moves the webhook on.
 */
export async function dispatch(
  storage: Storage,
  listener: Listener,
  { from, at }: { from: number; at: string },
): Promise<Looked> {
  const events = await eventsAfter(storage, {}, from, BATCH);
  const wanted = events.filter((event) => wants(listener, event));
  const room = wanted.length === 0 ? 0 : await roomOf(storage, listener);
  if (wanted.length > 0 && room === 0) return { seq: from, isMore: false };
  const all = await deliveriesOf(storage, listener, wanted, at);
  const fitting = all.slice(0, room);
  const left = all[fitting.length];
  const to = left ? left.seq - 1 : (events.at(-1)?.seq ?? from);
  const isMore = events.length === BATCH || left !== undefined;
  if (fitting.length === 0 && to - listener.handledSeq < WRITTEN_EVERY) return { seq: to, isMore };
  const isMine = await storage.write(async (writer) => {
    const range = { from: listener.handledSeq, to };
    if (!(await moveOn(writer, listener.id, range))) return false;
    for (const one of fitting) await add(writer, one, at);
    return true;
  });
  return isMine ? { seq: to, isMore } : { seq: from, isMore: true };
}

const wants = (listener: Listener, event: EventRow): boolean =>
  !isAboutWebhooks(event) && wantsType(listener, event.type);

const roomOf = async (storage: Storage, { id }: Listener): Promise<number> =>
  MOST_PENDING - (await countPending(storage, id, MOST_PENDING));

type NewDelivery = Omit<DeliveryRow, 'position'>;

async function deliveriesOf(
  storage: Storage,
  listener: Listener,
  wanted: readonly EventRow[],
  at: string,
): Promise<NewDelivery[]> {
  const incidents = await incidentsOf(storage, wanted);
  const deliveries: NewDelivery[] = [];
  for (const event of wanted) {
    const incidentId = incidentOf(event);
    const incident = incidentId === null ? undefined : incidents.get(incidentId);
    const service =
      listener.services === null ? undefined : await serviceOf(storage, event, incident);
    if (!wantsService(listener, service)) continue;
    const id = uuidv7();
    const body = bodyOf(id, event, incidentId === null ? undefined : (incident ?? null));
    const { seq, type, entity, entityId } = event;
    const what = { seq, type, entity, entityId, incidentId, lane: laneOf(event), body };
    deliveries.push(newDelivery(id, listener.id, what, at));
  }
  return deliveries;
}

export const newDelivery = (
  id: string,
  webhookId: string,
  what: Pick<NewDelivery, 'seq' | 'type' | 'entity' | 'entityId' | 'incidentId' | 'lane' | 'body'>,
  at: string,
): NewDelivery => ({
  id,
  webhookId,
  ...what,
  state: 'waiting',
  attemptCount: 0,
  attempts: [],
  nextAttemptAt: at,
  failingSince: null,
  createdAt: at,
  finishedAt: null,
});

/** Adds a delivery to its lane, behind what is in it. */
export async function add(writer: Writer, delivery: NewDelivery, at: string): Promise<void> {
  const isFirst = (await firstOf(writer, delivery)) === undefined;
  await insertDelivery(writer, delivery);
  if (isFirst) await startLane(writer, delivery, { at });
}
