import type { Incident } from '@tocsin/client';
import { by, check, isGone, type Journey, rowOf, shows, until } from './journey.ts';

const firstOf = (found: unknown): Incident => {
  // Safe: it is a list of incidents.
  const [first] = found as Incident[];
  if (!first) throw new Error('There is no such incident.');
  return first;
};

export const incidentJourneys: readonly Journey[] = [
  {
    name: 'an incident from its opening to its end: create, edit, note, close, reopen, delete',
    async run({ open, server }) {
      const page = await open('/incidents');
      await by(page, 'incident-create').click();
      await by(page, 'incident-form-save').click();
      await shows(by(page, 'incident-form-title-error'), 'Say what is wrong');
      await shows(by(page, 'incident-form-service-error'), 'Name the service');
      await by(page, 'incident-form-title').fill('Search times out');
      await by(page, 'incident-form-P1').check({ force: true });
      // What only the server knows is said beside the field, too.
      await by(page, 'incident-form-service').fill('sea\u0007rch');
      await by(page, 'incident-form-save').click();
      await shows(by(page, 'incident-form-service-error'), 'one line');
      await by(page, 'incident-form-service').fill('search');
      await by(page, 'incident-form-save').click();
      await shows(by(page, 'incident-title'), 'Search times out');
      await shows(page.locator('t-severity').first(), 'Critical');

      await by(page, 'incident-title').click();
      await by(page, 'incident-title-input').fill('Search times out for everybody');
      await page.keyboard.press('Enter');
      await shows(by(page, 'incident-title'), 'for everybody');
      await by(page, 'incident-edit').click();
      await by(page, 'incident-form-P2').check({ force: true });
      await by(page, 'incident-form-owner').fill('Mara');
      await by(page, 'incident-form-save').click();
      await shows(by(page, 'incident-owner'), 'Mara');

      await by(page, 'note-author').fill('Jonas');
      await by(page, 'note-text').fill('An **index** is missing.\n\n- [ ] rebuild it');
      await page.keyboard.press('Control+Enter');
      const note = by(page, 'note').first();
      await shows(note, 'Jonas');
      check('the note is drawn', (await note.locator('strong').textContent()) === 'index');

      await by(page, 'incident-close').click();
      await shows(by(page, 'incident-phase'), 'Resolved');
      await by(page, 'incident-reopen').click();
      await shows(by(page, 'incident-phase'), 'Open');
      await shows(by(page, 'activity'), 'reopened it');
      await shows(by(page, 'activity'), 'changed the severity from “P1” to “P2”');

      const stored = firstOf(await server.api('GET', '/incidents?q=everybody'));
      check('the server has it so', stored.severity === 'P2' && stored.assignedTo === 'Mara');
      check('with the note', stored.notes[0]?.author === 'Jonas');

      await by(page, 'incident-more').click();
      await by(page, 'incident-delete').click();
      await by(page, 'confirm').click();
      await page.waitForURL('**/incidents');
      await isGone(rowOf(page, 'Search times out'));
      const left = await server.api('GET', '/incidents?q=everybody');
      check('it is gone from the server', Array.isArray(left) && left.length === 0);
    },
  },
  {
    name: 'search, filters and order are in the URL, and a shared URL shows the same',
    async run({ open }) {
      const page = await open('/incidents');
      await rowOf(page, 'Card payments').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('pay prov');
      await page.waitForURL(/q=pay/);
      await until('one is left', async () => (await by(page, 'incident-row').count()) === 1);
      await by(page, 'search').fill('');
      await until('all are back', async () => (await by(page, 'incident-row').count()) > 5);

      await by(page, 'filter-severity').click();
      await page.getByRole('menuitemcheckbox', { name: 'P3' }).click();
      await by(page, 'tab-all').click();
      await page.waitForURL(/severity=P3.*|status=all/);
      await by(page, 'sort').click();
      await page.getByRole('menuitemradio', { name: 'Oldest first' }).click();
      await page.waitForURL(/sort=createdAt/);
      await by(page, 'filter-service').click();
      await page.getByRole('menuitemcheckbox', { name: 'search' }).click();
      await page.waitForURL(/service=search/);
      await until('those of one service', async () => {
        const services = await by(page, 'incident-row').locator('.service').allTextContents();
        return services.length > 0 && services.every((service) => service.trim() === 'search');
      });
      const titles = await by(page, 'incident-link').allTextContents();

      const shared = await open(new URL(page.url()).pathname + new URL(page.url()).search);
      await by(shared, 'incident-row').first().waitFor();
      check(
        'the shared URL shows the same',
        JSON.stringify(await by(shared, 'incident-link').allTextContents()) ===
          JSON.stringify(titles),
      );
      await by(shared, 'filter-clear').click();
      await until('no filter is left', async () => (await by(shared, 'incident-row').count()) > 8);
      await shared.goBack();
    },
  },
  {
    name: 'several at once: close, assign, severity, each with one undo',
    async run({ open, server }) {
      const page = await open('/incidents');
      await rowOf(page, 'Card payments').waitFor();
      const before = await server.api('GET', '/incidents?status=Open');
      await by(page, 'incident-select').nth(0).click();
      await by(page, 'incident-select')
        .nth(2)
        .click({ modifiers: ['Shift'] });
      await shows(by(page, 'bulk-count'), '3 selected');
      await by(page, 'bulk-close').click();
      await shows(by(page, 'notice'), '3 incidents resolved');
      await until(
        'they leave the list',
        async () => (await by(page, 'incident-row').count()) === 4,
      );
      await by(page, 'notice-action').click();
      await shows(by(page, 'notice'), 'put back');
      await until('they are back', async () => (await by(page, 'incident-row').count()) === 7);
      const phases = (found: unknown) =>
        // Safe: it is a list of incidents.
        (found as Incident[]).map(({ number, phase }) => `${number} ${phase}`).join();
      check(
        'in the phase they were in',
        phases(before) === phases(await server.api('GET', '/incidents?status=Open')),
      );

      await by(page, 'select-all').check();
      await by(page, 'bulk-assign').click();
      await by(page, 'assign-name').fill('Mara');
      await by(page, 'assign-save').click();
      await until(
        'all are hers',
        async () => (await page.locator('.owner', { hasText: 'Mara' }).count()) === 7,
      );
      await by(page, 'select-all').check();
      await by(page, 'bulk-severity').click();
      await page.getByRole('menuitem', { name: 'P1' }).click();
      await until(
        'all are critical',
        async () => (await page.locator('t-severity', { hasText: 'Critical' }).count()) === 7,
      );
      await page.keyboard.press('z');
      await until(
        'the severities are as they were',
        async () =>
          severities(before) === severities(await server.api('GET', '/incidents?status=Open')),
      );
    },
  },
  {
    name: 'two people edit the same field: both versions are shown, and the person chooses',
    async run({ open, server }) {
      const { id } = firstOf(await server.api('GET', '/incidents?q=footer'));
      const page = await open(`/incidents/${id}`);
      await by(page, 'incident-edit').click();
      await by(page, 'incident-form-title').fill('Mine: the footer is broken');
      await by(page, 'incident-form-service').fill('mine');
      await server.api('PATCH', `/incidents/${id}`, {
        title: 'Theirs: dead links',
        severity: 'P3',
      });
      await by(page, 'incident-form-save').click();
      await shows(by(page, 'conflict'), 'Theirs: dead links');
      await shows(by(page, 'conflict'), 'Mine: the footer is broken');
      await by(page, 'conflict-theirs-title').check();
      await by(page, 'conflict-save').click();
      await shows(by(page, 'incident-title'), 'Theirs: dead links');
      await shows(by(page, 'incident-service'), 'mine');
      await shows(page.locator('t-severity').first(), 'Medium');

      await by(page, 'incident-edit').click();
      await by(page, 'incident-form-title').fill('Mine again');
      await server.api('PATCH', `/incidents/${id}`, { title: 'Theirs again' });
      await by(page, 'incident-form-save').click();
      await by(page, 'conflict-save').click();
      await shows(by(page, 'incident-title'), 'Mine again');
    },
  },
  {
    name: 'a change that the server refuses is taken back, with the reason',
    async run({ open, server, expect }) {
      expect(/status of 503/);
      const { id } = firstOf(await server.api('GET', '/incidents?q=footer'));
      const page = await open(`/incidents/${id}`);
      await by(page, 'incident-service').click();
      await by(page, 'incident-service-input').fill(' ');
      await page.keyboard.press('Enter');
      await shows(by(page, 'incident-service-error'), /./);
      await page.keyboard.press('Escape');
      await shows(by(page, 'incident-service'), 'web');

      await page.route('**/trpc/incidents.close*', (route) =>
        route.fulfill({
          status: 503,
          contentType: 'application/json',
          body: JSON.stringify([
            {
              error: {
                json: {
                  message: 'The disk is full.',
                  code: -32603,
                  data: { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, requestId: 'x' },
                },
              },
            },
          ]),
        }),
      );
      await by(page, 'incident-close').click();
      await shows(by(page, 'notice'), 'The disk is full');
      await shows(by(page, 'incident-phase'), 'Open');
    },
  },
];

const severities = (found: unknown): string =>
  // Safe: it is a list of incidents.
  (found as Incident[]).map(({ number, severity }) => `${number} ${severity}`).join();
