import type { TocsinError } from './errors.ts';

/** The longest wait between two tries, in milliseconds, unless the server asks for a longer one. */
const LONGEST = 5_000;

/** A connection that has lived for so many milliseconds was no failure. */
export const steadyAfter = LONGEST;

/** How long to wait after the failures before this one, in milliseconds; never quite the same. */
export function waitAfter(failures: number, { retryAfter = 0 }: TocsinError): number {
  const backoff = Math.min(LONGEST, 200 * 2 ** failures);
  return Math.max(retryAfter * 1000, backoff * (0.5 + Math.random() / 2));
}

/** Settles after so many milliseconds, or at once when it is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
