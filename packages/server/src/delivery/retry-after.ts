/** An HTTP date. Others that `Date.parse` takes, such as `2`, mean something else here. */
const HTTP_DATE = /^[A-Z][a-z]+, /;

/** What `Retry-After` asks for, in seconds or as a date, in milliseconds from `now`. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
