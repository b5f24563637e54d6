// Weeks begin in UTC: in the zone of the person some would begin on a Sunday.
const format = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** `23 Feb` */
export const mondayText = (monday: string): string => format.format(Date.parse(monday));

/** `23 Feb – 1 Mar` */
export const weekText = (monday: string): string =>
  format.formatRange(Date.parse(monday), Date.parse(monday) + 6 * 24 * 3_600_000);
