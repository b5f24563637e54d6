import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

export interface Signable {
  /** The same at every attempt, so that the receiver knows a repeat. */
  id: string;
  /** Just as it is sent. */
  body: string;
  /** `whsec_…`; while they rotate there are several, and any of them verifies. */
  secrets: readonly string[];
  /** When this attempt is made, in milliseconds since 1970 UTC. */
  at: number;
}

/** The headers of Standard Webhooks; see https://www.standardwebhooks.com. */
export function signatureHeaders({ id, body, secrets, at }: Signable): Record<string, string> {
  const date = new Date(at);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': secrets
      .map((secret) => new Webhook(secret).sign(id, date, body))
      .join(' '),
  };
}

/** A secret that nobody guesses: 32 random bytes. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
