import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signed time may differ by so much from this server's clock. */
const TOLERATED_SECONDS = 300;

export interface Signed {
  body: string;
  /** HMAC-SHA256 in hex, of the body, or of the time, a colon and the body. */
  signature: string | undefined;
  /** In Unix seconds. */
  signedAt: string | undefined;
}

/** Why a signature is not good, in words for whoever sets up the sender; `undefined` if it is. */
export function whyNotSigned(
  secret: string,
  { body, signature, signedAt }: Signed,
  now: number,
): string | undefined {
  if (signature === undefined) return 'The signature is missing.';
  const signed = signedAt === undefined ? body : `${signedAt}:${body}`;
  const wanted = createHmac('sha256', secret).update(signed).digest();
  const given = Buffer.from(signature.trim(), 'hex');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    return 'The signature does not fit the body and the signing secret.';
  }
  if (signedAt === undefined) return undefined;
  const age = Math.abs(now / 1000 - Number(signedAt));
  return age <= TOLERATED_SECONDS ? undefined : 'The signature is older than five minutes.';
}
