import * as z from 'zod';

/** The zones that this machine knows, by their names in the IANA database; aliases too. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** By what name a wall clock is known, such as `Europe/Berlin`. */
export const TimeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][\w+/-]*$/, 'Must be the name of a time zone')
  .refine(isTimeZone, 'Must be a time zone of the IANA database, such as Europe/Berlin')
  .meta({
    id: 'TimeZone',
    description: 'A name of the IANA time zone database.',
    examples: ['Europe/Berlin'],
  });
