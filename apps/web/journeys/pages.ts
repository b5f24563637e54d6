import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Incident, Runbook } from '@tocsin/client';
import type { Page } from 'playwright-core';
import { by, type Journey, phone } from './journey.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe finds wrong in a page as it is now. */
async function violationsOf(page: Page): Promise<string[]> {
  // Not into the page itself: its policy lets no script in but the console's own.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] })
      .then(({ violations }) => JSON.stringify(violations))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  // Safe: that is what axe answers.
  const violations = JSON.parse(String(result.value)) as Violation[];
  return violations.map(({ id, nodes }) => {
    const [first] = nodes;
    return `${id}: ${first?.target.join(' ')}: ${first?.failureSummary.replace(/\s+/g, ' ')}`;
  });
}

interface Sight {
  name: string;
  path: string;
  /** What is done before it is looked at. */
  prepare?(page: Page): Promise<void>;
}

async function sights(api: (method: string, path: string) => Promise<unknown>): Promise<Sight[]> {
  const [incident] = (await api('GET', '/incidents?q=card')) as [Incident];
  const [runbook] = (await api('GET', '/runbooks?q=payment')) as [Runbook];
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
    { name: 'runbooks', path: '/runbooks' },
    { name: 'runbook', path: `/runbooks/${runbook.id}` },
    { name: 'runbook editor', path: `/runbooks/${runbook.id}/edit` },
    { name: 'revisions', path: `/runbooks/${runbook.id}/revisions` },
    { name: 'settings', path: '/settings' },
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

const looks = [
  { name: 'light', options: { colorScheme: 'light' } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'phone, light', options: { ...phone, colorScheme: 'light' } },
  { name: 'phone, dark', options: { ...phone, colorScheme: 'dark' } },
] as const;

export const pageJourneys: readonly Journey[] = looks.map(({ name, options }) => ({
  name: `axe finds nothing wrong on any page (${name})`,
  async run({ open, server, shots }) {
    const page = await open('/', { ...options, reducedMotion: 'reduce' });
    const found: string[] = [];
    for (const sight of await sights(server.api)) {
      await page.goto(sight.path);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      await sight.prepare?.(page);
      await page.waitForTimeout(150);
      if (shots) {
        const file = `${sight.name}-${name}`.replaceAll(/[ ,]+/g, '-');
        await page.screenshot({ path: `${shots}/${file}.png` });
      }
      found.push(...(await violationsOf(page)).map((text) => `${sight.name}: ${text}`));
    }
    if (found.length > 0) throw new Error(found.join('\n'));
  },
}));
