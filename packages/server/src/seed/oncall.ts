import type { EscalationPolicy } from '@tocsin/contract';

/** Who can be on call in a fresh installation, and who is, whenever that is. */

/** Without e-mail addresses: until somebody gives one, pages go to the log. */
export const seedPeople: readonly { name: string; timeZone: string }[] = [
  { name: 'Priya Raman', timeZone: 'Asia/Kolkata' },
  { name: 'Jonas F.', timeZone: 'Europe/Berlin' },
  { name: 'Marta Kowalczyk', timeZone: 'Europe/Warsaw' },
  { name: 'Daniel O.', timeZone: 'Europe/Dublin' },
  { name: 'Ingrid S.', timeZone: 'Europe/Oslo' },
];

/** Of the members one is on call at any time, so a fresh start shows somebody. */
export const seedSchedules: readonly { team: string; timeZone: string; members: string[] }[] = [
  { team: 'checkout-api', timeZone: 'Europe/Berlin', members: ['Jonas F.', 'Priya Raman'] },
  { team: 'search', timeZone: 'Europe/Dublin', members: ['Daniel O.', 'Ingrid S.'] },
];

/** Services in no policy are escalated to whoever is on call for them. */
export const seedPolicy: Pick<EscalationPolicy, 'name' | 'services' | 'steps' | 'repeat'> = {
  name: 'Checkout and payments',
  services: ['checkout-api', 'payments'],
  steps: [
    { delayMinutes: 5, targets: [{ type: 'schedule', team: 'checkout-api' }] },
    { delayMinutes: 15, targets: [{ type: 'person', person: 'Marta Kowalczyk' }] },
  ],
  repeat: 1,
};
