import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Journey, World } from './journey.ts';
import { startServer } from './server-process.ts';

const WITHIN = 15_000;

/** Runs journeys one after the other, each in a world of its own; answers what became of each. */
export async function runJourneys(
  journeys: readonly Journey[],
  {
    tell,
    shots,
  }: { tell(line: string): void; /** Where pictures go. */ shots?: string | undefined },
): Promise<{ passed: number; failed: number }> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  let failed = 0;
  for (const { name, run } of journeys) {
    const began = performance.now();
    const server = await startServer();
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    const expected: RegExp[] = [];
    const world: World = {
      server,
      browser,
      shots,
      tell,
      async open(path, options) {
        const context = await browser.newContext({
          baseURL: server.origin,
          viewport: { width: 1280, height: 800 },
          ...options,
        });
        contexts.push(context);
        context.setDefaultTimeout(WITHIN);
        const page = await context.newPage();
        listen(page, server.origin, (complaint) => {
          if (!expected.some((pattern) => pattern.test(complaint))) complaints.push(complaint);
        });
        await page.goto(path);
        return page;
      },
      expect(complaint) {
        expected.push(complaint);
      },
    };
    try {
      await run(world);
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
      tell(`ok     ${name} (${Math.round(performance.now() - began)} ms)`);
    } catch (error) {
      failed += 1;
      tell(`FAILED ${name}\n${error instanceof Error ? error.message : String(error)}`);
      const pages = contexts.flatMap((context) => context.pages());
      for (const [i, page] of pages.entries()) {
        const path = `journey-failure-${failed}-${i}.png`;
        if (shots) await page.screenshot({ path: `${shots}/${path}` }).catch(() => {});
      }
    } finally {
      for (const context of contexts) await context.close();
      await server.close();
    }
  }
  await browser.close();
  return { passed: journeys.length - failed, failed };
}

function listen(page: Page, origin: string, complain: (text: string) => void): void {
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) complain(`asked for ${url}`);
  });
  page.on('console', (message) => {
    // A refusal that the journey asked for, such as 412, is no complaint.
    const isRefusal = /the server responded with a status of (404|409|412|422)/;
    if (message.type() === 'error' && !isRefusal.test(message.text())) complain(message.text());
  });
  page.on('pageerror', (error) => complain(`threw ${error.message}`));
}
