import { createHash, randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** As long as PagerDuty's routing keys: senders check that. */
export const KEY_LENGTH = 32;

/** A new key: 190 bits that nobody can guess. */
export const newKey = (): string =>
  Array.from({ length: KEY_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** What is stored of a key. It is random, so a plain hash says nothing of it. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

export const hintOfKey = (key: string): string => key.slice(-4);
