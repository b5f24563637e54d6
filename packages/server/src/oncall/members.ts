import type { Schedule } from '@tocsin/contract';
import { type Change, changesOf } from '../change.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import { tell } from './events.ts';
import { findOverrideWith, overridesWith, updateOverride } from './override-queries.ts';
import { allSchedules, findSchedule, updateSchedule } from './schedule-queries.ts';

const has = ({ members, layers }: Schedule, name: string): boolean =>
  members.includes(name) || layers.some((layer) => layer.members.includes(name));

/** A schedule or an override that would have nobody to call without somebody, in words. */
export async function whereNeeded(
  reader: Reader,
  name: string,
  now: string,
): Promise<string | undefined> {
  const schedule = (await allSchedules(reader)).find((one) => has(one, name));
  if (schedule) return `the schedule of ${schedule.team}`;
  const override = await findOverrideWith(reader, name, now);
  if (!override) return undefined;
  const team = (await findSchedule(reader, override.scheduleId))?.team ?? override.scheduleId;
  return `override ${override.id} of the schedule of ${team}`;
}

/** Calls somebody by another name in every schedule and override, so that none loses them. */
export async function renameMember(
  writer: Writer,
  { from, to }: { from: string; to: string },
  change: Change,
): Promise<void> {
  const renamed = (names: readonly string[]) => names.map((name) => (name === from ? to : name));
  const stamps = ({ version }: { version: number }) => ({
    updatedAt: change.at,
    version: version + 1,
  });
  for (const before of await allSchedules(writer)) {
    if (!has(before, from)) continue;
    const after = {
      ...before,
      members: renamed(before.members),
      layers: before.layers.map((layer) => ({ ...layer, members: renamed(layer.members) })),
      ...stamps(before),
    };
    await updateSchedule(writer, after);
    const changes = changesOf(before, after, ['members', 'layers']);
    const event = { type: 'schedule.updated', entity: 'schedule', entityId: before.id } as const;
    await tell(writer, event, change, { changes });
  }
  for (const before of await overridesWith(writer, from)) {
    const after = { ...before, member: to, ...stamps(before) };
    await updateOverride(writer, after);
    const type = 'schedule.override_updated';
    const changes = changesOf(before, after, ['member']);
    const event = { type, entity: 'schedule', entityId: before.scheduleId } as const;
    await tell(writer, event, change, { overrideId: before.id, changes });
  }
}
