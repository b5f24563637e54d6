/** The time zones that browsers know, UTC first. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

/** The zone of the person. */
export const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the clocks of a zone show now: `14:05`, and the day where it is another one than here. */
export function clockText(zone: string, now: number): string {
  const at = new Date(now);
  const part = (options: Intl.DateTimeFormatOptions, timeZone?: string) =>
    new Intl.DateTimeFormat(undefined, { ...options, ...(timeZone && { timeZone }) }).format(at);
  try {
    const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone);
    const day = part({ weekday: 'short' }, zone);
    return day === part({ weekday: 'short' }) ? time : `${day} ${time}`;
  } catch {
    // A zone that the server knows and this browser does not.
    return '';
  }
}
