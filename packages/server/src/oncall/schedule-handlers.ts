import { type contract, Layer, type LayerInput, type Schedule } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { type Change, changeOf, changesOf } from '../change.ts';
import type { Context } from '../context.ts';
import { AppError, type DeclaredErrors } from '../errors.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { type Guarded, guarded, known } from '../versions.ts';
import { calendarOf } from './calendar.ts';
import { tell } from './events.ts';
import { iCalendarOf } from './icalendar.ts';
import { rangeOf } from './range.ts';
import {
  deleteSchedule,
  findSchedule,
  findScheduleOf,
  insertSchedule,
  listSchedules,
  updateSchedule,
} from './schedule-queries.ts';
import { DAY } from './times-of-week.ts';

type Errors = DeclaredErrors<'NOT_FOUND' | 'CONFLICT' | 'PRECONDITION_FAILED'>;

export const scheduleHandlers: FeatureHandlers<typeof contract.schedules> = {
  list: ({ input, context }) => listSchedules(context.storage, input),

  create: ({ input: { team, name, timeZone, members, layers }, context, errors }) =>
    context.storage.write(async (writer) => {
      const change = changeOf(context);
      await refuseTaken(writer, team, errors);
      return storeNewSchedule(
        writer,
        { team, name: name ?? team, timeZone, members, layers: storedLayers(layers, change.at) },
        change,
      );
    }),

  get: ({ input, context, errors }) => existing(context.storage, input.id, errors),

  replace: ({ input, context, errors }) =>
    revising(context, { ...input, name: input.name ?? input.team }, errors),

  update: ({ input, context, errors }) => revising(context, input, errors),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { id } = guarded(await findSchedule(writer, input.id), 'schedule', input, errors);
      await deleteSchedule(writer, id);
      await tellOf(writer, 'schedule.deleted', id, changeOf(context), {});
      return {};
    }),

  shifts: async ({ input, context, errors }) => {
    const range = rangeOf(input, { from: context.clock.now(), length: 28 * DAY });
    const schedule = await existing(context.storage, input.id, errors);
    return calendarOf(context.storage, schedule, range);
  },

  calendar: async ({ input, context, errors }) => {
    const range = rangeOf(input, { from: context.clock.now() - 7 * DAY, length: 97 * DAY });
    const schedule = await existing(context.storage, input.id, errors);
    return iCalendarOf(context.storage, schedule, range, input.member);
  },
};

/** Stores a new schedule; the team may have no other. */
export async function storeNewSchedule(
  writer: Writer,
  fields: Pick<Schedule, 'team' | 'name' | 'timeZone' | 'members' | 'layers'>,
  change: Change,
): Promise<Schedule> {
  const stamps = { createdAt: change.at, updatedAt: change.at, version: 1 };
  const schedule = { id: uuidv7(), ...fields, ...stamps };
  await insertSchedule(writer, schedule);
  await tellOf(writer, 'schedule.created', schedule.id, change, {});
  return schedule;
}

/** The schedule of that id. */
export async function existing(
  reader: Reader,
  id: string,
  errors: DeclaredErrors<'NOT_FOUND'>,
): Promise<Schedule> {
  return known(await findSchedule(reader, id), 'schedule', id, errors);
}

interface Revision extends Guarded {
  team?: string | undefined;
  name?: string | undefined;
  timeZone?: string | undefined;
  members?: string[] | undefined;
  layers?: LayerInput[] | undefined;
}

/** Load, change, save, in one turn. */
function revising(context: Context, input: Revision, errors: Errors): Promise<Schedule> {
  return context.storage.write(async (writer) => {
    const before = guarded(await findSchedule(writer, input.id), 'schedule', input, errors);
    const change = changeOf(context);
    const after = {
      ...before,
      team: input.team ?? before.team,
      name: input.name ?? before.name,
      timeZone: input.timeZone ?? before.timeZone,
      members: input.members ?? before.members,
      layers: input.layers ? storedLayers(input.layers, change.at) : before.layers,
    };
    const changes = changesOf(before, after, ['team', 'name', 'timeZone', 'members', 'layers']);
    if (Object.keys(changes).length === 0) return before;
    if (before.team !== after.team) await refuseTaken(writer, after.team, errors);
    const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
    await updateSchedule(writer, saved);
    await tellOf(writer, 'schedule.updated', saved.id, change, { changes });
    return saved;
  });
}

async function refuseTaken(
  writer: Writer,
  team: string,
  errors: DeclaredErrors<'CONFLICT'>,
): Promise<void> {
  const other = await findScheduleOf(writer, team);
  if (other) throw errors.CONFLICT(`The team ${team} has a schedule already: ${other.id}.`);
}

/** Layers as they are stored: each with a start, and its fields in one order. */
function storedLayers(layers: readonly LayerInput[], now: string): Layer[] {
  const stored = layers.map((layer) => Layer.parse({ ...layer, start: layer.start ?? now }));
  const faults = stored.flatMap(({ start, end }, index) =>
    end === null || end > start
      ? []
      : [{ path: ['layers', index, 'end'], msg: 'Must be after `start`', type: 'value_error' }],
  );
  if (faults.length === 0) return stored;
  const detail = faults.map(({ path, msg }) => `${path.join('.')}: ${msg}`).join('; ');
  throw new AppError('UNPROCESSABLE_CONTENT', detail, { faults });
}

const tellOf = (
  writer: Writer,
  type: string,
  entityId: string,
  change: Change,
  data: Record<string, unknown>,
): Promise<void> => tell(writer, { type, entity: 'schedule', entityId }, change, data);
