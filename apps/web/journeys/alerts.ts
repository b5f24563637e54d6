import type { Alert, Incident, NewIntegration } from '@tocsin/client';
import { by, check, isGone, type Journey, phone, rowOf, shows, until } from './journey.ts';

export const alertJourneys: readonly Journey[] = [
  {
    name: 'an alert arrives and is acknowledged on a phone',
    async run({ open, server }) {
      const page = await open('/incidents', phone);
      await rowOf(page, 'SMS one-time codes').waitFor();
      const alert = {
        service: 'frontend-api',
        severity: 'critical',
        message: 'HTTP 5xx error rate > 10%',
        labels: { region: 'us-east-1' },
      };
      await server.api('POST', '/alerts', alert);
      await server.api('POST', '/alerts', alert);
      await rowOf(page, 'HTTP 5xx').tap();
      await shows(by(page, 'incident-alerts'), '2, 2 firing');
      await by(page, 'alert-summary').first().tap();
      await shows(by(page, 'alert-labels').first(), 'us-east-1');

      const acknowledge = by(page, 'incident-acknowledge');
      const box = await acknowledge.boundingBox();
      check('a thumb reaches it', box !== null && box.height >= 44 && box.y > 844 / 2);
      await acknowledge.tap();
      await shows(by(page, 'incident-phase'), 'Acknowledged');
      const [stored] = (await server.api('GET', '/incidents?q=5xx')) as [Incident];
      check('the server has it so', stored.phase === 'acknowledged');

      await by(page, 'nav-alerts').tap();
      await until('both are firing', async () => (await by(page, 'alert').count()) === 2);
      const first = by(page, 'alert').first();
      await by(first, 'alert-summary').tap();
      await by(first, 'alert-resolve').tap();
      await until('one is left', async () => (await by(page, 'alert').count()) === 1);
      const left = (await server.api('GET', '/alerts?status=firing')) as Alert[];
      check('one is firing', left.length === 1);
    },
  },
  {
    name: 'an integration: made, tried, edited, its unreadable payloads, revoked',
    async run({ open, server }) {
      const page = await open('/integrations');
      await shows(by(page, 'empty'), 'Nothing sends alerts yet');
      await by(page, 'integration-create').click();
      await by(page, 'integration-save').click();
      await shows(by(page, 'integration-form'), 'Say what it is called');
      await by(page, 'integration-name').fill('Uptime checks');
      await by(page, 'integration-service').fill('website');
      await by(page, 'integration-save').click();

      const key = (await by(page, 'integration-key-text').textContent()) ?? '';
      check('the key is there', key.length === 32);
      const urls = await by(page, 'integration-url').allTextContents();
      check(
        'each address is whole',
        urls.every((url) => url.startsWith(server.origin)),
      );
      check('with the key in it', urls[0]?.includes(key) === true);
      await by(page, 'test-alert').click();
      await shows(by(page, 'test-sent'), 'It arrived');
      await by(page, 'integration-key-done').click();
      await shows(by(page, 'integration-used'), 'used');
      check('the key is gone', !(await page.content()).includes(key));
      const [incident] = (await server.api('GET', '/incidents?q=uptime+checks')) as [Incident];
      check('it is of the service', incident.service === 'website' && incident.severity === 'P4');

      await page.getByRole('link', { name: 'Uptime checks' }).click();
      await shows(page.locator('h1'), 'Uptime checks');
      await server
        .api('POST', `/integrations/${key}/alertmanager`, { alerts: [{}] })
        .catch(() => {});
      await page.reload();
      await by(page, 'unreadable-payload').first().locator('summary').click();
      await shows(by(page, 'unreadable-payload').first(), '{"alerts":[{}]}');
      await by(page, 'test-key').fill(key);
      await by(page, 'test-alert').click();
      await shows(by(page, 'test-sent'), 'It arrived');

      await by(page, 'integration-edit').click();
      await by(page, 'integration-name').fill('Uptime checks, old');
      await by(page, 'integration-save').click();
      await shows(page.locator('h1'), 'Uptime checks, old');
      await by(page, 'integration-revoke').click();
      await by(page, 'confirm').click();
      await page.waitForURL('**/integrations');
      await isGone(by(page, 'integration'));
      const left = (await server.api('GET', '/integrations')) as NewIntegration[];
      check('it is gone', left.length === 0);
      await by(page, 'empty').waitFor();
    },
  },
];
