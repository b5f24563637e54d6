import type { Incident } from '@tocsin/client';
import { by, check, isGone, type Journey, phone, rowOf, shows, until } from './journey.ts';

export const habitJourneys: readonly Journey[] = [
  {
    name: 'by the keyboard alone: find, open, acknowledge, write, close, list of keys, palette',
    async run({ open, server }) {
      const page = await open('/incidents');
      await rowOf(page, 'Card payments').waitFor();
      await page.keyboard.press('?');
      await shows(by(page, 'shortcuts'), 'Next');
      await page.keyboard.press('Escape');
      await isGone(by(page, 'shortcuts'));

      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await shows(by(page, 'bulk-count'), '1 selected');
      await page.keyboard.press('Escape');
      await isGone(by(page, 'bulk-bar'));
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      await page.keyboard.press('Enter');
      await shows(by(page, 'incident-title'), 'Card payments');
      await page.keyboard.press('n');
      await page.keyboard.type('On it.');
      await page.keyboard.press('Control+Enter');
      await shows(by(page, 'note').first(), 'On it.');
      await page.keyboard.press('Escape');
      await page.keyboard.press('e');
      await shows(by(page, 'incident-phase'), 'Resolved');

      await page.keyboard.press('c');
      await page.locator('[data-testid=incident-form-title]:focus').waitFor();
      await page.keyboard.type('Made by keys');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Tab');
      await page.keyboard.type('keys');
      await page.keyboard.press('Enter');
      await shows(by(page, 'incident-title'), 'Made by keys');
      await page.keyboard.press('a');
      await shows(by(page, 'incident-phase'), 'Acknowledged');

      await page.keyboard.press('Control+k');
      await page.locator('[data-testid=palette-input]:focus').waitFor();
      await page.keyboard.type('postgres conn');
      await by(page, 'palette-entry').filter({ hasText: 'PostgreSQL connections' }).waitFor();
      await page.keyboard.press('Enter');
      await shows(by(page, 'runbook').locator('h1'), 'PostgreSQL connections');
      await page.keyboard.press('g');
      await page.keyboard.press('i');
      await page.waitForURL('**/incidents');
      const [made] = (await server.api('GET', '/incidents?q=made+keys')) as [Incident];
      check('it is as it was typed', made.severity === 'P1' && made.service === 'keys');
    },
  },
  {
    name: 'on a phone: nothing is wider than the screen, the next step is at the thumb',
    async run({ open }) {
      const page = await open('/incidents', phone);
      await rowOf(page, 'SMS one-time codes').waitFor();
      const paths = [
        '/',
        '/incidents',
        '/alerts',
        '/oncall',
        '/oncall/new',
        '/people',
        '/policies',
        '/integrations',
        '/webhooks',
        '/runbooks/rules',
        '/settings/templates',
        '/settings/templates/email.assigned',
        '/more',
      ];
      for (const path of [...paths, '/runbooks', '/settings']) {
        await page.goto(path);
        await page.locator('.skeleton').first().waitFor({ state: 'detached' });
        const { scroll, inner } = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          inner: innerWidth,
        }));
        check(`${path} is ${scroll} wide on ${inner}`, scroll <= inner);
      }
      await by(page, 'nav-incidents').tap();
      await rowOf(page, 'SMS one-time codes').tap();
      const acknowledge = by(page, 'incident-acknowledge');
      await acknowledge.waitFor();
      const box = await acknowledge.boundingBox();
      check('it can be hit', box !== null && box.height >= 44 && box.y > 844 / 2);
      await acknowledge.tap();
      await shows(by(page, 'incident-phase'), 'Acknowledged');
      await by(page, 'incident-close').tap();
      await shows(by(page, 'incident-phase'), 'Resolved');
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      check(`the incident is ${width} wide`, width <= 390);
    },
  },
  {
    name: 'the look is as the system has it, or as it was chosen, from the first paint on',
    async run({ open }) {
      const page = await open('/settings', { colorScheme: 'dark' });
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await background();
      await by(page, 'theme-light').click();
      await until('it is light', async () => (await background()) !== dark);
      const light = await background();
      await page.goto('/incidents', { waitUntil: 'commit' });
      await page.waitForSelector('t-app', { state: 'attached' });
      check('it was light before anything was drawn', (await background()) === light);
    },
  },
  {
    name: 'times are local, with UTC where the pointer rests',
    async run({ open, server }) {
      const [incident] = (await server.api('GET', '/incidents?q=card')) as [Incident];
      const page = await open(`/incidents/${incident.id}`, {
        timezoneId: 'Asia/Kolkata',
        locale: 'en-GB',
      });
      const time = page.locator('t-incident-facts time').first();
      await time.waitFor();
      const local = new Intl.DateTimeFormat('en-GB', {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone: 'Asia/Kolkata',
      }).format(new Date(incident.createdAt));
      check(`it says ${local}`, (await time.textContent()) === local);
      const utc = incident.createdAt.slice(0, 19).replace('T', ' ');
      check('and UTC', ((await time.getAttribute('title')) ?? '').includes(`${utc} UTC`));
    },
  },
];
