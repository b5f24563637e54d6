import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { ServerProcess } from './server-process.ts';

/** What a journey has: a server of its own, and windows that watch themselves. */
export interface World {
  server: ServerProcess;
  browser: Browser;
  /** The folder for pictures, if somebody wants them. */
  shots: string | undefined;
  /** Says a line about how it went. */
  tell(line: string): void;
  /**
   * Opens a window at a path. Whatever it asks of another host, throws, or complains of, fails the
   * journey.
   */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** What browsers complain of and the journey brings about. */
  expect(complaint: RegExp): void;
}

export interface Journey {
  name: string;
  /** Without the sample data. */
  isEmpty?: boolean;
  /** It takes times, so nothing else may run meanwhile. */
  isMeasured?: boolean;
  run(world: World): Promise<void>;
}

/** What a page is asked for by the tests' own names. */
export const by = (page: Page | Locator, id: string): Locator => page.getByTestId(id);

/** What a browser says where the server is gone. */
export const lostConnection = /ERR_CONNECTION|ERR_INCOMPLETE|ERR_FAILED|ERR_EMPTY_RESPONSE/;

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** For what has no time of its own to keep: a busy machine is slow. */
const PATIENCE = 25_000;

/** Waits until it holds. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  within = PATIENCE,
): Promise<void> {
  const end = performance.now() + within;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function check(what: string, holds: boolean): void {
  if (!holds) throw new Error(`It is not true: ${what}`);
}

/** The row of an incident in the list. */
export const rowOf = (page: Page, title: string): Locator =>
  by(page, 'incident-row').filter({ hasText: title });

/** Waits until a place shows some text. */
export const shows = (place: Locator, text: string | RegExp, timeout = PATIENCE): Promise<void> =>
  place.filter({ hasText: text }).first().waitFor({ timeout });

/** Waits until a place is not there. */
export const isGone = (place: Locator, timeout = PATIENCE): Promise<void> =>
  place.waitFor({ state: 'detached', timeout });
