import type { contract, ScheduleOverride } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { type Change, changeOf, changesOf } from '../change.ts';
import type { DeclaredErrors } from '../errors.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { type Guarded, mustBeAt } from '../versions.ts';
import { tell } from './events.ts';
import {
  deleteOverride,
  findOverride,
  insertOverride,
  listOverrides,
  overridesWithin,
  updateOverride,
} from './override-queries.ts';
import { refuseNoTime } from './range.ts';
import { existing } from './schedule-handlers.ts';

export const overrideHandlers: FeatureHandlers<typeof contract.overrides> = {
  list: async ({ input, context, errors }) => {
    await existing(context.storage, input.scheduleId, errors);
    return listOverrides(context.storage, input);
  },

  create: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const change = changeOf(context);
      const { scheduleId, member, start = change.at, end, reason, createdBy, onTop } = input;
      await existing(writer, scheduleId, errors);
      const stamps = { createdAt: change.at, updatedAt: change.at, version: 1 };
      const time = { start, end };
      refuseNonsense(time);
      if (!onTop) refuseOthers(await overridesWithin(writer, scheduleId, time), errors);
      const made = { id: uuidv7(), scheduleId, member, ...time, reason, createdBy, ...stamps };
      await insertOverride(writer, made);
      await tellOf(writer, 'created', made, change, { member, ...time, reason, createdBy });
      return made;
    }),

  get: ({ input, context, errors }) => found(context.storage, input, errors),

  update: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = await guarded(writer, input, errors);
      const after = {
        ...before,
        member: input.member ?? before.member,
        start: input.start ?? before.start,
        end: input.end ?? before.end,
        reason: input.reason ?? before.reason,
      };
      refuseNonsense(after);
      const changes = changesOf(before, after, ['member', 'start', 'end', 'reason']);
      if (Object.keys(changes).length === 0) return before;
      if (!input.onTop) refuseOthers(await newlyMet(writer, before, after), errors);
      const change = changeOf(context);
      const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
      await updateOverride(writer, saved);
      await tellOf(writer, 'updated', saved, change, { changes });
      return saved;
    }),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const gone = await guarded(writer, input, errors);
      await deleteOverride(writer, gone.id);
      await tellOf(writer, 'deleted', gone, changeOf(context), {});
      return {};
    }),
};

interface OverrideRef extends Guarded {
  scheduleId: string;
}

async function found(
  reader: Reader,
  { scheduleId, id }: OverrideRef,
  errors: DeclaredErrors<'NOT_FOUND'>,
): Promise<ScheduleOverride> {
  await existing(reader, scheduleId, errors);
  const override = await findOverride(reader, scheduleId, id);
  if (!override) throw errors.NOT_FOUND(`The schedule ${scheduleId} has no override ${id}.`);
  return override;
}

async function guarded(
  writer: Writer,
  reference: OverrideRef,
  errors: DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>,
): Promise<ScheduleOverride> {
  const override = await found(writer, reference, errors);
  mustBeAt(reference.ifVersion, override.version, 'override', errors);
  return override;
}

type Times = Pick<ScheduleOverride, 'start' | 'end'>;

const refuseNonsense = ({ start, end }: Times): void =>
  refuseNoTime({ start: Date.parse(start), end: Date.parse(end) }, 'end', 'start');

/** The overrides that one meets by its new times and has not met before. */
async function newlyMet(
  writer: Writer,
  before: ScheduleOverride,
  after: ScheduleOverride,
): Promise<ScheduleOverride[]> {
  const meets = (a: Times, b: Times): boolean => a.start < b.end && a.end > b.start;
  const met = await overridesWithin(writer, after.scheduleId, after);
  return met.filter((other) => other.id !== after.id && !meets(other, before));
}

function refuseOthers(
  [other]: readonly ScheduleOverride[],
  errors: DeclaredErrors<'CONFLICT'>,
): void {
  if (!other) return;
  const { id, member, start, end, createdBy } = other;
  throw errors.CONFLICT(
    `${member} is on call from ${start} to ${end} by override ${id} of ${createdBy}. ` +
      'Change that one, or say `onTop`.',
  );
}

const tellOf = (
  writer: Writer,
  what: 'created' | 'updated' | 'deleted',
  { id: overrideId, scheduleId }: ScheduleOverride,
  change: Change,
  data: Record<string, unknown>,
): Promise<void> => {
  const event = { entity: 'schedule', entityId: scheduleId } as const;
  const type = `schedule.override_${what}`;
  return tell(writer, { type, ...event }, change, { overrideId, ...data });
};
