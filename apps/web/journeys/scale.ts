import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { by, check, type Journey, until } from './journey.ts';
import type { ServerProcess } from './server-process.ts';

const MANY = 10_000;
const MOST_SCRIPT_KB = 200;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** So many open incidents in the place of the sample data. */
async function fill(server: ServerProcess): Promise<void> {
  const began = Date.parse('2026-01-01T00:00:00.000Z');
  const incidents = Array.from({ length: MANY }, (_, i) => {
    const at = new Date(began + i * 60_000).toISOString();
    return {
      id: `many-${i}`,
      title: `Number ${i}: ${['latency', 'errors', 'disk', 'queue'][i % 4]} on node ${i % 97}`,
      severity: `P${(i % 4) + 1}`,
      status: 'Open',
      service: `service-${i % 50}`,
      createdAt: at,
      updatedAt: at,
      notes: [{ timestamp: at, author: 'Ann', text: `Seen on node ${i % 97}.` }],
    };
  });
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-many-'));
  const file = join(folder, 'many.json');
  await writeFile(file, JSON.stringify({ schemaVersion: 1, incidents, runbooks: [] }));
  await server.kill();
  server.run('import', '--replace', file);
  await server.start();
  await rm(folder, { recursive: true });
}

/** What the browser measured of the page so far, in milliseconds. */
function figures(page: Page) {
  return page.evaluate(async () => {
    const entries = (type: string) =>
      new Promise<PerformanceEntry[]>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type, buffered: true });
        setTimeout(() => resolve([]), 200);
      });
    const [paints, tasks, shifts] = [
      await entries('paint'),
      await entries('longtask'),
      await entries('layout-shift'),
    ];
    const paint = paints.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? 0;
    return {
      paint: Math.round(paint),
      blocked: Math.round(tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0)),
      shifted: shifts.reduce((sum, shift) => sum + ('value' in shift ? Number(shift.value) : 0), 0),
    };
  });
}

/** The scripts that a page has loaded, as they were compressed with gzip. */
async function scriptKilobytes(page: Page): Promise<number> {
  const names = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname.slice(1))
      .filter((name) => name.endsWith('.js')),
  );
  const sizes = [...new Set(names)].map((name) => {
    try {
      return statSync(join(dist, `${name}.gz`)).size;
    } catch {
      // Too small to be worth compressing.
      return readFileSync(join(dist, name)).length;
    }
  });
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

export const scaleJourneys: readonly Journey[] = [
  {
    isMeasured: true,
    name: 'a list of 10,000 is there at once, and quick from its first row to its last',
    async run({ open, server, tell }) {
      await fill(server);
      const page = await open('/incidents');
      await by(page, 'incident-row').first().waitFor();
      const shown = await page.evaluate(() => Math.round(performance.now()));
      await page.waitForTimeout(1000);
      const { paint, blocked, shifted } = await figures(page);
      const script = await scriptKilobytes(page);
      tell(
        `       first paint ${paint} ms, first row ${shown} ms, blocked ${blocked} ms, ` +
          `shifted ${shifted.toFixed(3)}, script ${Math.round(script)} kB gzip`,
      );
      check(`the script is ${script} kB`, script > 50 && script < MOST_SCRIPT_KB);
      check(`the layout moves by ${shifted}`, shifted < 0.05);
      check('few rows are drawn', (await by(page, 'incident-row').count()) < 80);

      const list = by(page, 'incident-list');
      const began = performance.now();
      await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await page.getByText('Number 0: latency on node 0').waitFor();
      const toTheEnd = Math.round(performance.now() - began);
      const scroll = await list.evaluate(async (element) => {
        element.scrollTo(0, 0);
        const gaps: number[] = [];
        let last = performance.now();
        for (let i = 0; i < 120; i += 1) {
          element.scrollBy(0, 400);
          await new Promise(requestAnimationFrame);
          const now = performance.now();
          gaps.push(now - last);
          last = now;
        }
        return gaps.toSorted((a, b) => a - b);
      });
      const median = scroll[Math.floor(scroll.length / 2)] ?? 0;
      await by(page, 'search').fill('node 42');
      const searched = performance.now();
      await until('only matches are left', async () => {
        const titles = await by(page, 'incident-link').allTextContents();
        return titles.length > 0 && titles.every((title) => title.includes('42'));
      });
      tell(
        `       to row 10,000 ${toTheEnd} ms, a frame of scrolling ${median.toFixed(1)} ms, ` +
          `search ${Math.round(performance.now() - searched)} ms`,
      );
    },
  },
];
