// What a frontend is seen on: a server that can be killed, a web site, and a browser.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How long it takes until it is so; fails after `within` milliseconds. */
export async function until(isSo, within) {
  const start = performance.now();
  for (;;) {
    const last = await isSo();
    const ms = Math.round(performance.now() - start);
    if (last === true && ms <= within) return `${ms} ms`;
    if (ms > within) throw new Error(`not within ${within} ms, but ${JSON.stringify(last)}`);
    await wait(20);
  }
}

/** A Tocsin server on a database of its own, which outlives it. */
export async function tocsin(environment = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-examples-'));
  const server = { port: '0', log: '', child: undefined };
  server.start = async () => {
    const env = { PORT: server.port, LOG_FORMAT: 'json', ...environment };
    env.DATABASE_URL = `sqlite:${join(folder, 'tocsin.db')}`;
    const from = server.log.length;
    server.child = spawn(process.execPath, ['packages/server/start.js'], { env });
    server.child.stdout.on('data', (chunk) => (server.log += chunk));
    server.child.stderr.on('data', (chunk) => (server.log += chunk));
    const listening = /Tocsin listens on http:\/\/127\.0\.0\.1:(\d+)/;
    await until(() => listening.test(server.log.slice(from)), 60_000);
    [, server.port] = listening.exec(server.log.slice(from));
  };
  server.kill = async () => {
    if (server.child.exitCode !== null || server.child.signalCode !== null) return;
    const ended = once(server.child, 'close');
    server.child.kill('SIGKILL');
    await ended;
  };
  server.remove = async () => {
    await server.kill();
    await rm(folder, { recursive: true });
  };
  /** The connections that there are. Idle ones are kept for a minute, by browser and server. */
  server.connections = async () => {
    const port = Number(server.port).toString(16).toUpperCase().padStart(4, '0');
    const established = new RegExp(`^ *\\d+: 0100007F:${port} (\\S+) 01 `, 'gm');
    const table = await readFile('/proc/net/tcp', 'utf8');
    return [...table.matchAll(established)].map(([, peer]) => peer);
  };
  /** Asks whether a connection that is there now has ended. */
  server.disconnection = async () => {
    const before = await server.connections();
    return async () => {
      const now = await server.connections();
      return before.some((peer) => !now.includes(peer)) || `${before} are ${now}`;
    };
  };
  server.curl = (method, path, body) => {
    const url = `http://127.0.0.1:${server.port}/api/v1${path}`;
    const json = ['-H', 'content-type: application/json', '-d', JSON.stringify(body ?? {})];
    const args = ['-sf', '-X', method, url, ...(method === 'GET' ? [] : json)];
    return JSON.parse(execFileSync('curl', args, { encoding: 'utf8' }) || 'null');
  };
  await server.start();
  return server;
}

/** Serves a folder as any web server does. */
export async function site(folder) {
  const server = createServer(({ url }, response) => {
    const path = join(folder, normalize(new URL(url, 'http://site').pathname));
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile();
    const file = isFile ? path : join(folder, 'index.html');
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' });
    createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export async function open(origin, servers) {
  const rules = Object.entries(servers).map(([from, port]) => `MAP ${from} 127.0.0.1:${port}`);
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
      // Each example keeps its own addresses, and the ports behind them are free ones.
      `--host-resolver-rules=${rules.join(', ')}`,
    ],
  });
  const seen = { watches: 0, errors: [] };
  const newPage = async () => {
    const page = await browser.newPage();
    page.on('request', (request) => {
      const url = request.url();
      if (url.includes('/trpc/incidents.watch')) seen.watches += 1;
      if (!url.startsWith(origin) && !url.startsWith('http://127.0.0.1:8000/trpc/')) {
        seen.errors.push(`asked for ${url}`);
      }
    });
    page.on('console', (message) => {
      // A server that is down is what the browser tells of by itself.
      if (message.type() === 'error' && !message.text().includes('net::ERR_')) {
        seen.errors.push(message.text());
      }
    });
    page.on('pageerror', (error) => seen.errors.push(error.message));
    return page;
  };
  return { browser, seen, newPage };
}
