import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  ContactMethod,
  Incident,
  Notification,
  NotificationTemplate,
  Person,
  Webhook,
} from '@tocsin/client';
import { by, check, isGone, type Journey, shows, until } from './journey.ts';

export const notificationJourneys: readonly Journey[] = [
  {
    isEmpty: true,
    name: 'a person is reached: ways and rules, a test, a notification of an incident, sent again',
    async run({ open, server }) {
      const { id } = (await server.api('POST', '/people', { name: 'Mara' })) as Person;
      const page = await open('/people');
      await by(page, 'person-name').click();
      await shows(page.locator('h1'), 'Mara');
      await shows(by(page, 'rules'), 'on the console');
      await by(page, 'method-create').click();
      await by(page, 'method-type').selectOption('email');
      await by(page, 'method-address').fill('nowhere');
      await by(page, 'method-save').click();
      await shows(by(page, 'method-address-error'), /\S/);
      await by(page, 'method-type').selectOption('console');
      await by(page, 'method-address').fill('mara-on-the-log');
      await by(page, 'method-save').click();
      await shows(by(page, 'method'), 'mara-on-the-log');
      await by(page, 'method-test').click();
      await until('the test is delivered', async () => {
        const [test] = (await server.api('GET', '/notifications')) as Notification[];
        return test?.status === 'delivered' && test.reason === 'test';
      });
      await by(page, 'rule-delay').fill('5');
      await by(page, 'rule-add').click();
      await shows(by(page, 'rule'), 'After 5 min, of every incident, by Console');
      await by(page, 'rule-delete').click();
      await isGone(by(page, 'rule'));

      const incident = (await server.api('POST', '/incidents', {
        title: 'Dead links',
        severity: 'P4',
        service: 'web',
      })) as Incident;
      await page.goto(`/incidents/${incident.id}`);
      await by(page, 'notify').click();
      await by(page, 'notify-send').click();
      await shows(by(page, 'notify-form'), 'Say whom');
      await by(page, 'notify-recipient').fill('Mara');
      await by(page, 'notify-send').click();
      const row = by(page, 'notification').first();
      await shows(row, 'Mara');
      await shows(by(row, 'notification-outcome'), 'Delivered');
      await by(row, 'notification-resend').click();
      await until('it is sent twice', async () => {
        const [sent] = (await server.api('GET', '/notifications')) as [Notification];
        return sent.attempt_count === 2 && sent.status === 'delivered';
      });
      await shows(by(row, 'notification-outcome'), '2 attempts');

      await page.goto(`/people/${id}`);
      await by(page, 'method-delete').click();
      await isGone(by(page, 'method'));
      const methods = await server.api('GET', `/people/${id}/contact-methods`);
      check('it is gone', (methods as ContactMethod[]).length === 0);
    },
  },
  {
    name: 'a webhook: made, told of an incident, sent again, a new secret, disabled, deleted',
    async run({ open, server }) {
      const received: string[] = [];
      const receiver = createServer((request, response) => {
        request.on('data', (chunk: Buffer) => received.push(chunk.toString()));
        request.on('end', () => response.writeHead(204).end());
      }).listen(0, '127.0.0.1');
      await once(receiver, 'listening');
      // Safe: it listens on a port.
      const { port } = receiver.address() as AddressInfo;
      try {
        const page = await open('/webhooks');
        await by(page, 'empty').waitFor();
        await by(page, 'webhook-create').click();
        await by(page, 'webhook-url').fill('nowhere');
        await by(page, 'webhook-save').click();
        await shows(by(page, 'webhook-url-error'), /\S/);
        await by(page, 'webhook-url').fill(`http://127.0.0.1:${port}/hook`);
        await by(page, 'webhook-description').fill('Chat');
        await by(page, 'webhook-types').fill('incident.*');
        await by(page, 'webhook-save').click();
        await shows(by(page, 'webhook-secret'), 'whsec_');
        await by(page, 'webhook-secret-done').click();
        await shows(by(page, 'webhook'), 'incident.*');
        await page.getByRole('link', { name: 'Chat' }).click();
        await server.api('POST', '/incidents', {
          title: 'Told of',
          severity: 'P3',
          service: 'chat',
        });
        await shows(by(page, 'delivery-outcome'), 'Delivered');
        await until('it came', async () => received.some((body) => body.includes('Told of')));
        const before = received.length;
        await by(page, 'redeliver').first().click();
        await until('it came again', async () => received.length > before);

        await by(page, 'webhook-rotate').click();
        await shows(by(page, 'webhook-secret'), 'whsec_');
        await by(page, 'webhook-secret-done').click();
        await by(page, 'webhook-disable').click();
        await shows(by(page, 'webhook-trouble'), 'disabled');
        const [stored] = (await server.api('GET', '/webhooks')) as [Webhook];
        check('it is disabled', !stored.enabled && stored.previousSecretUntil !== null);
        await by(page, 'webhook-enable').click();
        await isGone(by(page, 'webhook-trouble'));
        await by(page, 'webhook-delete').click();
        await by(page, 'confirm').click();
        await page.waitForURL('**/webhooks');
        await by(page, 'empty').waitFor();
      } finally {
        receiver.close();
      }
    },
  },
  {
    isEmpty: true,
    name: 'a notification text: a placeholder that there is not, a preview, sent so, edited by two, put back',
    async run({ open, server }) {
      const page = await open('/settings');
      await by(page, 'templates').click();
      await by(page, 'template').filter({ hasText: 'E-mail' }).first().waitFor();
      await page.goto('/settings/templates/console.assigned');
      await shows(by(page, 'template-heading'), 'Console: It was assigned');
      await by(page, 'template-text').fill('Wake up: {{incident.titel}}');
      await by(page, 'template-save').click();
      await shows(by(page, 'template-text-error'), 'no placeholder {{incident.titel}}');
      await by(page, 'template-text').fill('Wake up: \n{{message}}');
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('End');
      await by(page, 'placeholder-incident.title').click();
      await shows(by(page, 'template-preview'), 'Wake up: Search times out');
      check(
        'an empty line is left out',
        (await by(page, 'template-preview').textContent())?.includes('{{') === false,
      );
      await page.keyboard.press('Control+s');
      await shows(by(page, 'template-reset'), 'Put it back');

      await server.api('POST', '/people', { name: 'Mara' });
      const layer = { rotation: 'daily', members: ['Mara'], start: '2026-01-01T00:00:00.000Z' };
      await server.api('POST', '/schedules', { team: 'web', layers: [layer] });
      const incident = { title: 'Dead links', severity: 'P1', service: 'web' };
      await server.api('POST', '/incidents', incident);
      await until('Mara is told in these words', async () => {
        const [sent] = (await server.api('GET', '/notifications')) as Notification[];
        return sent?.text === 'Wake up: Dead links';
      });

      const path = '/notification-templates/console.assigned';
      await by(page, 'template-text').fill('Mine');
      await server.api('PUT', path, { subject: 'Theirs', text: 'Theirs' });
      await by(page, 'template-save').click();
      await shows(by(page, 'conflict'), 'Theirs');
      await by(page, 'conflict-mine').click();
      await isGone(by(page, 'conflict'));
      await until('mine is saved', async () => {
        const now = (await server.api('GET', path)) as NotificationTemplate;
        return now.text === 'Mine' && now.version === 3;
      });

      await by(page, 'template-text').fill('Not to be lost');
      await page.getByRole('link', { name: 'Notification texts' }).click();
      await shows(page.getByRole('dialog'), 'Leave without saving?');
      await page.keyboard.press('Escape');
      await by(page, 'template-save').click();
      await isGone(page.locator('[data-testid=template-save]:not(:disabled)'));
      await by(page, 'template-reset').click();
      await by(page, 'confirm').click();
      await isGone(by(page, 'template-reset'));
      const reset = (await server.api('GET', path)) as NotificationTemplate;
      check('it is as it came', reset.is_default);
      await page.getByRole('link', { name: 'Notification texts' }).click();
      await by(page, 'template').first().waitFor();
      check('none is changed', (await by(page, 'template-changed').count()) === 0);
    },
  },
];
