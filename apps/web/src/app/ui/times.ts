const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in its one or two largest units: `42s`, `12m`, `3h 5m`, `2d 4h`, `61d`. */
export function durationText(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < DAY) return two(ms, HOUR, 'h', MINUTE, 'm');
  if (ms < 10 * DAY) return two(ms, DAY, 'd', HOUR, 'h');
  return `${Math.floor(ms / DAY)}d`;
}

function two(ms: number, unit: number, name: string, below: number, nameBelow: string): string {
  const rest = Math.floor((ms % unit) / below);
  return `${Math.floor(ms / unit)}${name}${rest > 0 ? ` ${rest}${nameBelow}` : ''}`;
}

/** How long ago a moment was, in its largest unit: dense enough for a list. */
export function ageText(at: string, now: number): string {
  const ms = Math.max(0, now - Date.parse(at));
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h`;
  return `${Math.floor(ms / DAY)}d`;
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in the zone of the person. */
export const localText = (at: string): string => local.format(new Date(at));

/** A moment in UTC, to the second. */
export const utcText = (at: string): string => `${at.slice(0, 19).replace('T', ' ')} UTC`;
