import type { Incident, Runbook } from '@tocsin/client';
import type { Page } from 'playwright-core';
import { by, shows } from './journey.ts';
import { makeAlerts, makeReceivers, makeSchedules } from './sample.ts';

export interface Sight {
  name: string;
  path: string;
  /** What is done before it is looked at. */
  prepare?(page: Page): Promise<void>;
}

/** Every page, in the states that it can be in. */
export async function sights(
  api: (method: string, path: string, body?: unknown) => Promise<unknown>,
): Promise<Sight[]> {
  const { payments, platform } = await makeSchedules(api);
  const { integration, incident: alerted } = await makeAlerts(api);
  const { person, webhook } = await makeReceivers(api, alerted.id);
  const [incident] = (await api('GET', '/incidents?q=card')) as [Incident];
  const [runbook] = (await api('GET', '/runbooks?q=payment')) as [Runbook];
  const bare = (await api('POST', '/runbooks', { title: 'Not written yet' })) as Runbook;
  await api('POST', '/runbook-rules', {
    name: 'Payment provider',
    runbookId: runbook.id,
    severities: ['P1', 'P2'],
    services: ['payments', 'checkout-api'],
    words: ['card', '3-D Secure'],
    labels: { region: 'eu-central-1' },
  });
  return [
    { name: 'home', path: '/' },
    { name: 'incidents', path: '/incidents' },
    { name: 'incidents, none', path: '/incidents?q=nothing+like+it' },
    {
      name: 'incidents, selected',
      path: '/incidents',
      prepare: (page) => by(page, 'incident-select').first().click(),
    },
    {
      name: 'incidents, menu',
      path: '/incidents',
      prepare: (page) => by(page, 'filter-severity').click(),
    },
    { name: 'incident', path: `/incidents/${incident.id}?runbook=${runbook.id}` },
    { name: 'incident, missing', path: '/incidents/none' },
    {
      name: 'incident form',
      path: '/incidents',
      async prepare(page) {
        await by(page, 'incident-create').click();
        await by(page, 'incident-form-save').click();
      },
    },
    {
      name: 'incident of alerts',
      path: `/incidents/${alerted.id}`,
      prepare: (page) => by(page, 'alert-summary').first().click(),
    },
    { name: 'alerts', path: '/alerts' },
    {
      name: 'alerts, one open',
      path: '/alerts?status=all',
      async prepare(page) {
        await by(page, 'alert-summary').first().click();
        await page.locator('.raw summary').first().click();
      },
    },
    { name: 'alerts, none', path: '/alerts?service=nothing' },
    { name: 'on-call', path: '/oncall' },
    { name: 'schedule', path: `/oncall/${payments.id}` },
    { name: 'schedule with gaps', path: `/oncall/${platform.id}` },
    {
      name: 'override form',
      path: `/oncall/${payments.id}`,
      prepare: (page) => by(page, 'override-create').click(),
    },
    { name: 'schedule editor', path: `/oncall/${platform.id}/edit` },
    { name: 'integrations', path: '/integrations' },
    {
      name: 'integration',
      path: `/integrations/${integration.id}`,
      prepare: (page) => by(page, 'unreadable-payload').first().locator('summary').click(),
    },
    {
      name: 'integration form',
      path: '/integrations',
      prepare: (page) => by(page, 'integration-create').click(),
    },
    {
      name: 'integration key',
      path: '/integrations',
      async prepare(page) {
        await by(page, 'integration-create').click();
        await by(page, 'integration-name').fill('Grafana');
        await by(page, 'integration-service').fill('frontend-api');
        await by(page, 'integration-save').click();
        await by(page, 'integration-key').waitFor();
      },
    },
    { name: 'people', path: '/people' },
    {
      name: 'person form',
      path: '/people',
      prepare: (page) => by(page, 'person-name').first().click(),
    },
    { name: 'person', path: `/people/${person.id}` },
    {
      name: 'contact method form',
      path: `/people/${person.id}`,
      async prepare(page) {
        await by(page, 'method-create').click();
        await by(page, 'method-type').selectOption('webhook');
      },
    },
    { name: 'policies', path: '/policies' },
    {
      name: 'policy form',
      path: '/policies',
      prepare: (page) => by(page, 'policy-name').first().click(),
    },
    {
      name: 'merge form',
      path: `/incidents/${alerted.id}`,
      async prepare(page) {
        await by(page, 'incident-more').click();
        await by(page, 'incident-merge').click();
        await by(page, 'merge-target').first().waitFor();
      },
    },
    { name: 'webhooks', path: '/webhooks' },
    { name: 'webhook', path: `/webhooks/${webhook.id}` },
    {
      name: 'webhook form',
      path: '/webhooks',
      prepare: (page) => by(page, 'webhook-create').click(),
    },
    { name: 'more', path: '/more' },
    { name: 'runbooks', path: '/runbooks' },
    { name: 'runbook', path: `/runbooks/${runbook.id}` },
    { name: 'runbook editor', path: `/runbooks/${runbook.id}/edit` },
    { name: 'runbook rules', path: '/runbooks/rules' },
    { name: 'runbook rules, none', path: `/runbooks/rules?runbook=${bare.id}` },
    {
      name: 'runbook rule form',
      path: '/runbooks/rules',
      async prepare(page) {
        await by(page, 'rule-create').click();
        await by(page, 'rule-save').click();
      },
    },
    { name: 'revisions', path: `/runbooks/${runbook.id}/revisions` },
    { name: 'settings', path: '/settings' },
    { name: 'notification texts', path: '/settings/templates' },
    { name: 'notification text', path: '/settings/templates/email.assigned' },
    {
      name: 'notification text, wrong',
      path: '/settings/templates/email.manual',
      async prepare(page) {
        await by(page, 'template-subject').fill('{{nothing}}');
        await by(page, 'template-save').click();
        await shows(by(page, 'template-subject-error'), 'nothing');
      },
    },
    { name: 'notification text, missing', path: '/settings/templates/none' },
    { name: 'not found', path: '/nothing' },
    {
      name: 'palette',
      path: '/settings',
      async prepare(page) {
        await page.keyboard.press('Control+k');
        await by(page, 'palette-input').fill('e');
        await by(page, 'palette-entry').first().waitFor();
      },
    },
    {
      name: 'keyboard list',
      path: '/incidents',
      prepare: (page) => page.keyboard.press('?'),
    },
  ];
}

/** Goes there, and waits until all of it is drawn. */
export async function look(page: Page, { path, prepare }: Sight): Promise<void> {
  await page.goto(path);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await prepare?.(page);
  await page.waitForTimeout(150);
}
