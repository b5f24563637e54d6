import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { type Journey, phone } from './journey.ts';
import { look, sights } from './sights.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe finds wrong in a page as it is now. */
export async function violationsOf(page: Page): Promise<string[]> {
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

export const looks = [
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
      await look(page, sight);
      if (shots) {
        const file = `${sight.name}-${name}`.replaceAll(/[ ,]+/g, '-');
        await page.screenshot({ path: `${shots}/${file}.png` });
      }
      found.push(...(await violationsOf(page)).map((text) => `${sight.name}: ${text}`));
    }
    if (found.length > 0) throw new Error(found.join('\n'));
  },
}));
