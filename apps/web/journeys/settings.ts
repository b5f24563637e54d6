import { readFile } from 'node:fs/promises';
import { by, check, type Journey, shows, until } from './journey.ts';

const old = {
  incidents: [
    {
      id: 'inc-1',
      title: 'Old and open',
      severity: 'P2',
      status: 'Open',
      service: 'legacy',
      createdAt: '2026-01-02T03:04:05.000Z',
      updatedAt: '2026-01-02T03:04:05.000Z',
      notes: [{ timestamp: '2026-01-02T04:00:00.000Z', author: 'Ann', text: 'An old note' }],
    },
    {
      id: 'inc-2',
      title: 'Of no known severity',
      severity: 'P7',
      status: 'Open',
      service: 'legacy',
    },
  ],
  runbooks: [{ id: 'rb-1', title: 'Old runbook', tags: ['legacy'], content: '# Old' }],
};

export const settingsJourneys: readonly Journey[] = [
  {
    name: 'old data of a browser is imported once, and everything is exported',
    async run({ open, server }) {
      const page = await open('/settings');
      await shows(by(page, 'engine'), 'SQLite');
      await by(page, 'my-name').fill('Mara');
      await page.keyboard.press('Tab');
      await page.evaluate((items) => {
        for (const [key, value] of Object.entries(items)) {
          localStorage.setItem(key, JSON.stringify(value));
        }
      }, old);
      await page.reload();
      await shows(by(page, 'import-here'), 'Import 2 incidents and 1 runbook');
      await by(page, 'import-here').click();
      await shows(by(page, 'import-said'), '1 incident and 1 runbook imported, 1 left out');
      await shows(by(page, 'import-skipped'), 'severity');
      await by(page, 'import-here').click();
      await shows(by(page, 'import-said'), '0 incidents and 0 runbooks imported, 2 were here');
      const found = await server.api('GET', '/incidents?service=legacy');
      check('there is one of it', Array.isArray(found) && found.length === 1);

      await by(page, 'import-file').setInputFiles({
        name: 'old.json',
        mimeType: 'application/json',
        buffer: Buffer.from('[1]'),
      });
      await shows(by(page, 'import-said'), 'old.json cannot be read');

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        by(page, 'export').click(),
      ]);
      await shows(by(page, 'export-said'), 'Exported 13 incidents and 8 runbooks');
      const exported: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
      check(
        'the file has all of it',
        typeof exported === 'object' && exported !== null && 'incidents' in exported,
      );

      const incident = await open('/incidents?service=legacy');
      await by(incident, 'incident-link').click();
      await shows(by(incident, 'note').last(), 'Imported from');
      await until(
        'with its note',
        async () =>
          (await by(incident, 'activity').textContent())?.includes('An old note') === true,
      );
    },
  },
];
