const DAY = 86_400_000;

const time = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** A moment of these days, short: `17:00` today, `Tue 09:00` within a week, `12 Mar, 09:00` else. */
export function soonText(at: string, now: number): string {
  const moment = new Date(at);
  const clock = time.format(moment);
  if (moment.toDateString() === new Date(now).toDateString()) return clock;
  const isNear = Math.abs(moment.getTime() - now) < 6 * DAY;
  return isNear ? `${weekday.format(moment)} ${clock}` : `${date.format(moment)}, ${clock}`;
}

/** `Mon 2 Mar, 09:00`: a moment with all that one needs to know of it. */
export function dayText(at: string): string {
  const moment = new Date(at);
  return `${weekday.format(moment)} ${date.format(moment)}, ${time.format(moment)}`;
}

/** What a field for a date and a time takes: the person's own clock. */
export function fieldText(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment that such a field has; `undefined` for none. */
export function fieldMoment(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
