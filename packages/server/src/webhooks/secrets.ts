import { newSigningSecret } from '../delivery/sign.ts';

/** What a webhook's deliveries are signed with. */
export interface SigningSecret {
  secret: string;
  /** When it ceases to be used, ISO 8601 in UTC; `null` until there is another. */
  until: string | null;
}

const OVERLAP_MS = 24 * 3_600_000;
/** Each makes the header of signatures longer. */
const MOST = 5;

export const firstSecrets = (): SigningSecret[] => [{ secret: newSigningSecret(), until: null }];

/** Those that are used at a moment, the newest first. */
export const validAt = (secrets: readonly SigningSecret[], now: number): SigningSecret[] =>
  secrets.filter(({ until }) => until === null || Date.parse(until) > now);

/** A new secret in front; the one before it is good for a day more, those before that as they were. */
export function rotated(
  secrets: readonly SigningSecret[],
  now: number,
): { secrets: SigningSecret[]; secret: string; until: string } {
  const [fresh] = firstSecrets() as [SigningSecret];
  const until = new Date(now + OVERLAP_MS).toISOString();
  const before = validAt(secrets, now).map((one) => ({ ...one, until: one.until ?? until }));
  return { secrets: [fresh, ...before].slice(0, MOST), secret: fresh.secret, until };
}
