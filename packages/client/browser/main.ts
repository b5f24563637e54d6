import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page as Tab } from 'playwright-core';
import { createClient } from '../src/index.ts';
import { startServer } from '../test/server.ts';
import { say } from '../packed/say.ts';
import type { Page } from './page.ts';

/**
 * Uses the client in a real browser, from another origin than the server's: calls, errors, aborts,
 * live changes over a killed and restarted server, and an import that is cut off by reloading.
 * `npm run browser -w @tocsin/client`.
 */
// One of the origins that a server lets in unasked.
const PORT = 5173;
const BROWSER = '/usr/bin/chromium';

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
  bundle: true,
  format: 'esm',
  write: false,
});
const script = outputFiles[0]?.text ?? '';
const site = createServer((request, response) => {
  const isScript = request.url === '/page.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
});
site.listen(PORT, '127.0.0.1');
await once(site, 'listening');

const server = await startServer();
const outside = createClient({ url: server.url });
const browser = await chromium.launch({
  executablePath: BROWSER,
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});

/** Calls a function of the page. */
async function ask<Name extends keyof Page>(
  tab: Tab,
  name: Name,
  ...args: Parameters<Page[Name]>
): Promise<Awaited<ReturnType<Page[Name]>>> {
  const call = `globalThis.page.${name}(...${JSON.stringify(args)})`;
  return tab.evaluate<Awaited<ReturnType<Page[Name]>>>(call);
}

async function until(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`It never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const address = `http://127.0.0.1:${PORT}/?server=${encodeURIComponent(server.url)}`;
const told = async (tab: Tab) => (await ask(tab, 'titles')).join();
const create = (title: string) =>
  outside.incidents.create({ title, severity: 'P4', service: 'outside' });

try {
  const tab = await browser.newPage();
  const thrown: string[] = [];
  tab.on('pageerror', (error) => thrown.push(error.message));
  await tab.goto(address);
  await until(async () => (await ask(tab, 'states')).includes('live'), 'a live connection');

  assert.equal(await ask(tab, 'open'), (await outside.incidents.list({ status: 'Open' })).total);
  const id = await ask(tab, 'create', 'from the browser');
  assert.equal((await outside.incidents.get({ id })).title, 'from the browser');
  assert.match((await ask(tab, 'missing')) ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(await ask(tab, 'aborted'), 'AbortError');
  say('calls, errors and aborts work across origins, with a token');

  await create('one');
  await until(async () => (await told(tab)) === 'from the browser,one', 'a live change');
  await server.stop('SIGKILL');
  await until(async () => (await ask(tab, 'states')).at(-1) === 'lost', 'the loss');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await server.restart();
  await create('two');
  await create('three');
  const all = 'from the browser,one,two,three';
  await until(async () => (await told(tab)) === all, 'what was missed');
  assert.deepEqual(await ask(tab, 'states'), ['connecting', 'live', 'lost', 'live']);
  say('live changes survive a killed server, without a gap');

  await ask(tab, 'keep', 20);
  for (let i = 0; i < 8; i += 1) {
    const cut = ask(tab, 'import').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20 + 60 * i));
    await tab.reload();
    await cut;
  }
  const report = await ask(tab, 'import');
  assert.equal(report.incidents.imported + report.incidents.already, 20);
  assert.deepEqual(report.skipped, []);
  const { items } = await outside.incidents.list({ service: 'imported', limit: 500 });
  assert.deepEqual(
    items.map(({ title, assignedTo, notes }) => [title, assignedTo, notes.length]).toReversed(),
    Array.from({ length: 20 }, (_, i) => [`Old ${i}`, null, 2]),
  );
  say('an import that was cut off eight times has brought everything once');
  assert.deepEqual(thrown, []);
} finally {
  await browser.close();
  await server.close();
  site.close();
}
