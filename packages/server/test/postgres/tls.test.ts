import { chmodSync, chownSync, copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../postgres.ts';
import { runToEnd, startServer } from '../process.ts';
import { created } from './calls.ts';
import { connection } from './sessions.ts';

/** For `localhost` and `127.0.0.1`, signed by itself; the key is for these tests alone. */
const certificate = fileURLToPath(new URL('tls/server.crt', import.meta.url));
const key = fileURLToPath(new URL('tls/server.key', import.meta.url));

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres(['-c', 'fsync=off']);
  await requireTls();
}, 60_000);
afterAll(() => postgres.remove());

/** Lets PostgreSQL speak TLS from now on, and take no other connection over the network. */
async function requireTls(): Promise<void> {
  const admin = new Client({ connectionString: postgres.url });
  await admin.connect();
  const { rows } = await admin.query<{ folder: string }>(
    `SELECT current_setting('data_directory') AS folder`,
  );
  const [{ folder } = { folder: '' }] = rows;
  const { uid, gid } = statSync(folder);
  for (const [from, name] of [
    [certificate, 'server.crt'],
    [key, 'server.key'],
  ] as const) {
    const file = join(folder, name);
    copyFileSync(from, file);
    chmodSync(file, 0o600);
    chownSync(file, uid, gid);
  }
  writeFileSync(join(folder, 'pg_hba.conf'), 'hostssl all all all password\n');
  await admin.query('ALTER SYSTEM SET ssl = on');
  await admin.query('SELECT pg_reload_conf()');
  await admin.end();
}

/** A `DATABASE_URL` that asks for TLS. */
function urlWith(parameters: Record<string, string>): string {
  const url = new URL(postgres.url);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

it.each([{ sslmode: 'verify-full', sslrootcert: certificate }, { sslmode: 'no-verify' }])(
  'is spoken on every connection where the URL asks for it: %j',
  async (parameters) => {
    const DATABASE_URL = urlWith(parameters);
    const { url, output } = await startServer({ DATABASE_URL });
    await created(url, 'Over TLS');
    const admin = await connection(DATABASE_URL);
    const { rows } = await admin.query<{ application_name: string; ssl: boolean }>(
      `SELECT DISTINCT application_name, ssl FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)
     WHERE application_name LIKE 'tocsin%' ORDER BY 1`,
    );
    expect(rows).toEqual([
      { application_name: 'tocsin', ssl: true },
      { application_name: 'tocsin-news', ssl: true },
    ]);
    expect(output()).not.toMatch(/warn/i);
  },
  60_000,
);

it.each([
  [{ sslmode: 'verify-full' }, /self-signed certificate/],
  [{}, /no pg_hba.conf entry.*no encryption/],
])('is insisted on, in one line: %j', async (parameters, reason) => {
  const { code, output } = await runToEnd([], { DATABASE_URL: urlWith(parameters) });
  expect(code).toBe(1);
  expect(output).toMatch(reason);
  expect(output.trim().split('\n')).toHaveLength(1);
});
