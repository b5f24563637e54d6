import type { EscalationTarget } from '@tocsin/client';

/** Whom a step calls, in words. */
export const targetText = (target: EscalationTarget): string =>
  target.type === 'person' ? target.person : `who is on call for ${target.team}`;
