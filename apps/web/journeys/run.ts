import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Journey, World } from './journey.ts';
import { startServer } from './server-process.ts';

const WITHIN = 30_000;

/** So many at once: one waits for its server while another one draws. */
const LANES = 2;

interface Reporter {
  tell(line: string): void;
  /** Where pictures go. */
  shots?: string | undefined;
}

/**
 * Runs each journey in a world of its own; answers what became of them. Those that measure run alone,
 * after the others. One that fails runs again, alone: a busy machine may stall a real process for longer
 * than a person would wait. Then it is told as flaky; one that fails twice has failed.
 */
export async function runJourneys(
  journeys: readonly Journey[],
  reporter: Reporter,
): Promise<{ passed: number; failed: number }> {
  const browser = await launchBrowser();
  const again: Journey[] = [];
  let failed = 0;

  const waiting = journeys.filter(({ isMeasured }) => !isMeasured);
  async function lane(): Promise<void> {
    for (let journey = waiting.shift(); journey; journey = waiting.shift()) {
      const fault = await runOne(journey, browser, reporter);
      if (fault === undefined) continue;
      again.push(journey);
      reporter.tell(`again  ${journey.name}\n${fault}`);
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane));

  for (const journey of journeys.filter(({ isMeasured }) => isMeasured)) {
    if ((await runOne(journey, browser, reporter)) !== undefined) again.push(journey);
  }
  for (const journey of again) {
    const fault = await runOne(journey, browser, reporter);
    if (fault === undefined) reporter.tell(`flaky  ${journey.name}`);
    else {
      failed += 1;
      reporter.tell(`FAILED ${journey.name}\n${fault}`);
    }
  }
  await browser.close();
  return { passed: journeys.length - failed, failed };
}

const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
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

/** Answers what went wrong. */
async function runOne(
  { name, isEmpty = false, run }: Journey,
  browser: Browser,
  { tell, shots }: Reporter,
): Promise<string | undefined> {
  const began = performance.now();
  const server = await startServer({ isEmpty });
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
    return undefined;
  } catch (error) {
    const pages = contexts.flatMap((context) => context.pages());
    for (const [i, page] of pages.entries()) {
      const path = `failed-${name.replaceAll(/\W+/g, '-').slice(0, 40)}-${i}.png`;
      if (shots) await page.screenshot({ path: `${shots}/${path}` }).catch(() => {});
    }
    return error instanceof Error ? error.message : String(error);
  } finally {
    for (const context of contexts) await context.close();
    await server.close();
  }
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
