import type { Calendar, OnCall, Person, Schedule, ScheduleOverride } from '@tocsin/client';
import { by, check, isGone, type Journey, phone, shows, until } from './journey.ts';
import { makeSchedules } from './sample.ts';

export const oncallJourneys: readonly Journey[] = [
  {
    isEmpty: true,
    name: 'a schedule: people, made, who is on call, edited by two, deleted',
    async run({ open, server }) {
      const page = await open('/people');
      await by(page, 'person-create').click();
      await by(page, 'person-form-name').fill('Mara Lindqvist');
      await by(page, 'person-form-email').fill('nowhere');
      await by(page, 'person-form-save').click();
      await shows(by(page, 'person-form').locator('.error'), /\S/);
      await by(page, 'person-form-email').fill('mara@example.com');
      await by(page, 'person-form-save').click();
      await shows(by(page, 'person'), 'mara@example.com');
      await by(page, 'person-create').click();
      await by(page, 'person-form-name').fill('Mara Lindqvist');
      await by(page, 'person-form-save').click();
      await shows(by(page, 'person-form-name-error'), 'Somebody else');
      await by(page, 'person-form-name').fill('Jonas Weber');
      await by(page, 'person-form-save').click();
      await until('both are there', async () => (await by(page, 'person').count()) === 2);

      await by(page, 'nav-on-call').click();
      await shows(by(page, 'empty'), 'Nobody is on call');
      await by(page, 'schedule-create').click();
      await by(page, 'schedule-save').click();
      await shows(by(page, 'schedule-team-error'), 'Say whose');
      await by(page, 'schedule-team').fill('checkout');
      await by(page, 'layer-add').click();
      await by(page, 'layer-rotation').selectOption('daily');
      const members = by(page, 'layer-members-1');
      for (const name of ['Mara Lindqvist', 'Jonas Weber']) {
        await members.fill(name);
        await page.keyboard.press('Enter');
      }
      await by(page, 'schedule-save').click();
      await shows(by(page, 'oncall-now'), 'Mara Lindqvist');
      await shows(by(page, 'oncall-next'), 'Jonas Weber');
      const [made] = (await server.api('GET', '/schedules')) as [Schedule];
      check('it has the rotation', made.layers[0]?.rotation === 'daily');

      await by(page, 'schedule-edit').click();
      await until(
        'it is filled in',
        async () => (await by(page, 'schedule-team').inputValue()) === 'checkout',
      );
      await server.api('PATCH', `/schedules/${made.id}`, { name: 'Theirs' });
      await by(page, 'schedule-team').fill('payments');
      await by(page, 'schedule-save').click();
      await by(page, 'schedule-stale').getByText('Keep what is here').click();
      await isGone(by(page, 'schedule-stale'));
      await by(page, 'schedule-save').click();
      await shows(by(page, 'schedule-name'), 'payments');

      const home = await open('/');
      await shows(by(home, 'home-oncall'), 'Mara Lindqvist');
      await by(page, 'schedule-delete').click();
      await by(page, 'confirm').click();
      await page.waitForURL('**/oncall');
      await by(page, 'empty').waitFor();
      await shows(by(home, 'home-oncall'), 'there is no schedule');
      await by(page, 'nav-people').click();
      await by(page, 'person-delete').first().click();
      await by(page, 'confirm').click();
      await until('one is left', async () => (await by(page, 'person').count()) === 1);
      const left = (await server.api('GET', '/people')) as Person[];
      check('it was Jonas', left.map(({ name }) => name).join() === 'Mara Lindqvist');
    },
  },
  {
    isEmpty: true,
    name: 'an on-call override: dragged over the calendar, changed, put on top, deleted',
    async run({ open, server }) {
      const { payments } = await makeSchedules(server.api);
      const list = async () =>
        (await server.api('GET', `/schedules/${payments.id}/overrides`)) as ScheduleOverride[];
      const page = await open(`/oncall/${payments.id}`);
      await by(page, 'shift').first().waitFor();
      // The second week: days that have not been.
      const week = page.locator('.week').nth(2);
      const box = await week.boundingBox();
      if (!box) throw new Error('There is no second week.');
      const at = (days: number) => [box.x + (box.width * days) / 7, box.y + 40] as const;
      await page.mouse.move(...at(1));
      await page.mouse.down();
      await page.mouse.move(...at(1.6), { steps: 5 });
      await page.mouse.move(...at(2), { steps: 5 });
      await page.mouse.up();
      await by(page, 'override-member').fill('Mara Lindqvist');
      await by(page, 'override-reason').fill('A swap');
      await by(page, 'override-save').click();
      await isGone(by(page, 'override-form'));
      await until('it is listed', async () => (await by(page, 'override').count()) === 2);
      const made = (await list()).find(({ reason }) => reason === 'A swap');
      const lasts = made && (Date.parse(made.end) - Date.parse(made.start)) / 3_600_000;
      check(`it lasts a day: ${lasts}`, lasts === 24);
      await page.locator('li.override').nth(1).waitFor();

      await by(page, 'override-edit').last().click();
      await by(page, 'override-member').fill('Jonas Weber');
      await by(page, 'override-save').click();
      await shows(by(page, 'override').last(), 'Jonas Weber');

      await by(page, 'override-create').click();
      await by(page, 'override-member').fill('Aiko Tanaka');
      await by(page, 'override-start').fill(field(made?.start));
      await by(page, 'override-end').fill(field(made?.start));
      await by(page, 'override-save').click();
      await shows(by(page, 'override-form'), 'Must be later');
      await by(page, 'override-end').fill(field(made?.end));
      await by(page, 'override-save').click();
      await by(page, 'override-taken').waitFor();
      await by(page, 'override-on-top').check();
      await by(page, 'override-save').click();
      await until('all three are there', async () => (await by(page, 'override').count()) === 3);
      await by(page, 'override-remove').last().click();
      await until('two are left', async () => (await by(page, 'override').count()) === 2);
      check('on the server, too', (await list()).length === 2);
    },
  },
  {
    isEmpty: true,
    name: 'an override on a phone and by the keyboard, and the calendar to subscribe to',
    async run({ open, server }) {
      const { platform } = await makeSchedules(server.api);
      const current = async () =>
        (await server.api('GET', '/oncall/current?team=platform')) as OnCall;
      const page = await open('/oncall', phone);
      await by(page, 'team').filter({ hasText: 'platform' }).getByRole('link').tap();
      await by(page, 'override-create').tap();
      await by(page, 'override-member').fill('Mara Lindqvist');
      const now = new Date(Date.now() - 60_000).toISOString();
      await by(page, 'override-start').fill(field(now));
      await by(page, 'override-save').tap();
      await shows(by(page, 'oncall-now'), 'Mara Lindqvist');
      check('she is on call', (await current()).engineer === 'Mara Lindqvist');
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      check(`the schedule is ${width} wide`, width <= 390);

      const desk = await open(`/oncall/${platform.id}`, {
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await by(desk, 'gap').first().focus();
      await desk.keyboard.press('Enter');
      await by(desk, 'override-member').fill('Aiko Tanaka');
      await desk.keyboard.press('Enter');
      await isGone(by(desk, 'override-form'));
      const { gaps } = (await server.api('GET', `/schedules/${platform.id}/shifts`)) as Calendar;
      await shows(by(desk, 'gaps'), /Nobody for/);
      check('there are fewer gaps', gaps.length > 0);
      await by(desk, 'calendar-link').click();
      const url = await desk.evaluate(() => navigator.clipboard.readText());
      const calendar = await (await fetch(url)).text();
      check('it is a calendar', calendar.startsWith('BEGIN:VCALENDAR'));
      check('with her in it', calendar.includes('Mara Lindqvist'));
    },
  },
];

/** A moment as a field for a date and a time has it, by the clock of this machine and its browser. */
function field(moment: string | undefined): string {
  const at = new Date(moment ?? '');
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
