import type { Schedule } from '@tocsin/contract';
import ical from 'ical-generator';
import type { Reader } from '../storage/storage.ts';
import { wholeDutiesOf } from './calendar.ts';
import type { Duty } from './levels.ts';
import { moment } from './range.ts';
import type { Span } from './time-span.ts';

const ASK_AGAIN_AFTER_S = 3_600;

/** The shifts of a range, of all or of one member, as RFC 5545 has calendars. */
export async function iCalendarOf(
  reader: Reader,
  schedule: Schedule,
  range: Span,
  member: string | undefined,
): Promise<string> {
  const duties = await wholeDutiesOf(reader, schedule, range);
  const calendar = ical({
    name: member === undefined ? schedule.name : `${schedule.name}: ${member}`,
    prodId: { company: 'tocsin', product: 'tocsin' },
    ttl: ASK_AGAIN_AFTER_S,
    events: duties
      .filter((duty) => member === undefined || duty.member === member)
      .map((duty) => ({
        id: uidOf(schedule, duty),
        // Alike each time, so that a calendar that has not changed reads the same.
        stamp: schedule.updatedAt,
        start: moment(duty.start),
        end: moment(duty.end),
        summary: `${duty.member} is on call: ${schedule.name}`,
        description: reasonOf(duty),
      })),
  });
  return calendar.toString();
}

/** The same shift has the same one, however often it is asked for. */
function uidOf({ id }: Schedule, { start, layer, overrideId }: Duty): string {
  const rule = overrideId ?? (layer === null ? 'members' : `layer-${layer}`);
  return `${id}/${rule}/${moment(start)}@tocsin`;
}

function reasonOf({ source, layer }: Duty): string {
  if (source === 'override') return 'An override';
  return layer === null ? 'By the week of the year' : `Layer ${layer + 1}`;
}
