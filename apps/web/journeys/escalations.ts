import type { Escalation, EscalationPolicy, Incident } from '@tocsin/client';
import { by, check, isGone, type Journey, shows, until } from './journey.ts';

export const escalationJourneys: readonly Journey[] = [
  {
    name: 'an incident finds somebody: a policy, a countdown, escalated, snoozed, merged',
    isEmpty: true,
    async run({ open, server }) {
      for (const name of ['Mara', 'Jonas']) {
        await server.api('POST', '/people', { name });
      }
      await server.api('POST', '/schedules', { team: 'mail', members: ['Mara'] });
      const page = await open('/policies');
      await by(page, 'empty').waitFor();
      await by(page, 'policy-create').click();
      await by(page, 'policy-form-name').fill('Mail');
      await by(page, 'policy-services').fill('mail');
      await by(page, 'policy-save').click();
      await shows(by(page, 'policy-form'), 'Say whom each step calls');
      await by(page, 'policy-target').fill('mail');
      await by(page, 'policy-step-add').click();
      await by(page, 'policy-step').last().locator('select').selectOption('person');
      await by(page, 'policy-target').last().fill('Jonas');
      await by(page, 'policy-save').click();
      await shows(by(page, 'policy'), 'who is on call for mail');
      await shows(by(page, 'policy'), 'After 5 min');
      const [policy] = (await server.api('GET', '/escalation-policies')) as [EscalationPolicy];
      check('it has two steps', policy.steps.length === 2);

      const make = async (title: string) =>
        (await server.api('POST', '/incidents', {
          title,
          severity: 'P1',
          service: 'mail',
        })) as Incident;
      const incident = await make('Mail is stuck');
      const other = await make('Mail is slow');
      await page.goto(`/incidents/${incident.id}`);
      await shows(by(page, 'incident-owner'), 'Mara');
      await shows(by(page, 'escalation-countdown'), /^[45]:\d\d$/);
      await shows(by(page, 'escalation-run'), 'Called Mara');
      await shows(by(page, 'notification').first(), 'Mara');
      await by(page, 'escalate').click();
      await shows(by(page, 'escalation-run').first(), 'Called Jonas');

      await by(page, 'incident-snooze').click();
      await page.getByRole('menuitem', { name: '1 hour' }).click();
      await by(page, 'incident-snoozed').waitFor();
      await shows(by(page, 'escalation-state'), 'Paused');
      await by(page, 'incident-unsnooze').click();
      await isGone(by(page, 'incident-snoozed'));
      await shows(by(page, 'activity'), 'snoozed it');

      await by(page, 'incident-acknowledge').click();
      await shows(by(page, 'escalation-state'), 'it was acknowledged');
      const state = (await server.api('GET', `/incidents/${incident.id}/escalation`)) as Escalation;
      check('it has ended', state.state === 'ended');

      await by(page, 'incident-more').click();
      await by(page, 'incident-merge').click();
      await by(page, 'merge-search').fill('slow');
      await by(page, 'merge-target').filter({ hasText: 'Mail is slow' }).click();
      await shows(by(page, 'incident-merged'), `#${other.number} Mail is slow`);
      await shows(by(page, 'incident-phase'), 'Resolved');
      await until('the server has it so', async () => {
        const stored = (await server.api('GET', `/incidents/${incident.id}`)) as Incident;
        return stored.mergedInto === other.id;
      });
    },
  },
];
