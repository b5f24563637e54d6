import * as z from 'zod';

/** Ends may be white space of any kind. Each character is looked at a few times at most. */
const oneLine =
  /^\s*[^\s\u0000-\u001f\u007f-\u009f](?:[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f])?\s*$/;

/**
 * Text on one line: not blank, no control characters, trimmed. What is said of its length and its
 * characters holds before trimming, so that the document of the API can say it too.
 */
export function line(max: number) {
  return z
    .string()
    .max(max)
    .regex(oneLine, 'Must be text on one line, and not blank')
    .trim()
    .refine((text) => text.isWellFormed(), 'Must be well-formed Unicode');
}

/** Text of many lines, Markdown mostly. May be empty; NUL cannot be stored. */
export function text(max: number) {
  return z
    .string()
    .max(max)
    .regex(/^[^\u0000]*$/, 'Must not contain NUL')
    .refine((value) => value.isWellFormed(), 'Must be well-formed Unicode');
}

/** Like {@link text}, and something must be said. */
export function filledText(max: number) {
  return z
    .string()
    .max(max)
    .regex(/^(?!\s*$)[^\u0000]+$/, 'Must not be blank')
    .refine((value) => value.isWellFormed(), 'Must be well-formed Unicode');
}

/** Ids are UUID v7 where this server made them; those that came with imported data stay as they were. */
export const Id = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'Must not contain control characters');

/** ISO 8601, UTC, milliseconds. */
export const Timestamp = z.iso.datetime({ precision: 3 }).meta({
  id: 'Timestamp',
  description: 'ISO 8601 in UTC with milliseconds.',
  examples: ['2026-03-01T08:00:00.000Z'],
});

/** A moment as callers write it: a date (its first instant in UTC), or a time with `Z` or an offset. */
export const Moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((value) => new Date(value).toISOString())
  .pipe(Timestamp);

/** One value or several; a handler always sees the list. Over REST the parameter is repeated. */
export function oneOrMany<T extends z.ZodType>(schema: T) {
  return z
    .union([schema, z.array(schema).min(1).max(20)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[]);
}

/**
 * Fields that only the server sets. An object that was read may be sent back whole:
 * these fields are accepted and ignored.
 */
export function readOnly<const Names extends readonly string[]>(...names: Names) {
  const ignored = z.unknown().optional().meta({
    readOnly: true,
    description: 'Set by the server; accepted and ignored.',
  });
  return Object.fromEntries(names.map((name) => [name, ignored])) as {
    [Name in Names[number]]: typeof ignored;
  };
}

/** The guard against lost updates. Over REST it is the `If-Match` header. */
export const ifVersion = oneOrMany(z.int().nonnegative())
  .optional()
  .describe(
    'Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.',
  );
