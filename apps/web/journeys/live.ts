import type { Incident, StatsGetOutput } from '@tocsin/client';
import { by, check, isGone, type Journey, lostConnection, rowOf, shows, until } from './journey.ts';

export const liveJourneys: readonly Journey[] = [
  {
    isMeasured: true,
    name: 'what is done in one window is seen in another within a second, with a quiet mark',
    async run({ open, server, tell }) {
      const [list, other] = [await open('/incidents'), await open('/incidents')];
      await rowOf(list, 'Card payments').waitFor();
      await rowOf(other, 'Card payments').click();
      const [incident] = (await server.api('GET', '/incidents?q=card+payments')) as [Incident];

      // The best of three: what else the machine does is no delay of the console's.
      const times: number[] = [];
      for (const [choice, word] of [
        ['P4', 'Low'],
        ['P3', 'Medium'],
        ['P2', 'High'],
      ] as const) {
        await by(other, 'incident-severity').click();
        const item = other.getByRole('menuitemradio', { name: choice });
        await item.waitFor();
        const began = performance.now();
        await item.click();
        await rowOf(list, 'Card payments').locator('t-severity', { hasText: word }).waitFor();
        times.push(performance.now() - began);
      }
      const took = Math.round(Math.min(...times));
      tell(`       a change elsewhere is seen after ${took} ms`);
      check(`it took ${took} ms`, took < 1000);
      await rowOf(list, 'Card payments').locator('t-severity.marked').waitFor();

      const created = performance.now();
      await server.api('POST', '/incidents', {
        title: 'Disk full on db-1',
        severity: 'P1',
        service: 'db',
      });
      await rowOf(list, 'Disk full on db-1').waitFor();
      const came = Math.round(performance.now() - created);
      check(`a new one came after ${came} ms`, came < 2000);
      check(
        'on top',
        (await by(list, 'incident-link').first().textContent()) === 'Disk full on db-1',
      );
      await server.api('POST', `/incidents/${incident.id}/notes`, {
        text: 'From elsewhere',
        author: 'Jo',
      });
      await shows(by(other, 'note').first(), 'From elsewhere');
      await server.api('POST', `/incidents/${incident.id}/close`);
      await shows(by(other, 'incident-phase'), 'Resolved');
      await isGone(rowOf(list, 'Card payments'));
      await server.api('DELETE', `/incidents/${incident.id}`);
      await by(other, 'incident-gone').waitFor();
    },
  },
  {
    name: 'the server is killed in the middle and comes back: a banner, no loss, nothing missed',
    async run({ open, server, expect }) {
      const page = await open('/incidents');
      await rowOf(page, 'Footer links').waitFor();
      const [footer] = (await server.api('GET', '/incidents?q=footer')) as [Incident];
      const reader = await open(`/incidents/${footer.id}`);
      await by(reader, 'note-text').fill('Half a thought');
      expect(lostConnection);
      await server.kill();
      await by(page, 'offline').waitFor();

      await rowOf(page, 'Footer links').getByTestId('incident-select').check();
      await by(page, 'bulk-close').click();
      await shows(by(page, 'notice'), 'cannot be reached');
      await shows(rowOf(page, 'Footer links').getByTestId('incident-phase'), 'Open');
      await by(reader, 'note-send').click();
      await shows(by(reader, 'note-fault'), 'cannot be reached');
      check(
        'what was written is still there',
        (await by(reader, 'note-text').inputValue()) === 'Half a thought',
      );

      await server.start();
      await server.api('PATCH', `/incidents/${footer.id}`, { severity: 'P1' });
      await isGone(by(page, 'offline'));
      await rowOf(page, 'Footer links').locator('t-severity', { hasText: 'Critical' }).waitFor();
      await by(reader, 'note-send').click();
      await shows(by(reader, 'note').first(), 'Half a thought');
      const [now] = (await server.api('GET', '/incidents?q=footer')) as [Incident];
      check(
        'the note came once',
        now.notes.filter(({ text }) => text === 'Half a thought').length === 1,
      );
    },
  },
  {
    name: 'the numbers of the home page follow what happens, and lead to the lists',
    async run({ open, server }) {
      const page = await open('/');
      await shows(by(page, 'open-P1'), '1');
      await server.api('POST', '/incidents', {
        title: 'All is down',
        severity: 'P1',
        service: 'web',
      });
      await shows(by(page, 'open-P1'), '2');
      await shows(by(page, 'pressing').first(), 'All is down');
      await by(page, 'open-P1').click();
      await page.waitForURL('**/incidents?severity=P1');
      await until('both are listed', async () => (await by(page, 'incident-row').count()) === 2);
    },
  },
  {
    name: 'the home page tells how it went: by severity, service and week, and what was noise',
    async run({ open, server }) {
      const { total } = (await server.api('GET', '/stats')) as StatsGetOutput;
      const page = await open('/');
      await shows(by(page, 'tile-mtta'), 'mean');
      check('all severities', (await by(page, 'group').count()) === 4);

      // It goes away before anybody looks at it.
      const alert = { service: 'batch', severity: 'low', message: 'Queue is long' };
      const { alert_id: id } = (await server.api('POST', '/alerts', alert)) as {
        alert_id: string;
      };
      await server.api('POST', `/alerts/${id}/resolve`);
      const share = 1 / (total.resolved + 1);
      await shows(by(page, 'tile-noise'), `${Math.round(share * 100)} %`);

      await by(page, 'by-service').click();
      await page.waitForURL('**/?by=service');
      await by(page, 'groups-all').click();
      await shows(by(page, 'group').filter({ hasText: 'batch' }), '100 %');
      await by(page, 'weeks-52').click();
      await page.waitForURL(/weeks=52/);
      await by(page, 'by-week').click();
      await page.reload();
      await shows(by(page, 'groups'), 'Week');
      await by(page, 'by-service').click();
      await page.getByRole('link', { name: 'batch' }).click();
      await page.waitForURL(/service=batch/);
      await shows(by(page, 'incident-row'), 'Queue is long');
    },
  },
];
