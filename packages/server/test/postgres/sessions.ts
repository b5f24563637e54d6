import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';

/** A connection of the test's own, past the server under test; it goes when the test ends. */
export async function connection(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  // A test that stops PostgreSQL breaks this connection too.
  client.on('error', () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** A database without so much as a table; it goes when the test ends. */
export async function bareDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  const admin = await connection(server);
  const name = `bare_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`CREATE DATABASE ${name}`);
  onTestFinished(async () => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)));
  return new URL(`/${name}`, server).href;
}

/** What the processes of a server hold open: the pool, and what listens for news. */
export type Application = 'tocsin' | 'tocsin-news';

/** The process ids of the sessions that servers have in the database that `admin` is connected to. */
export async function sessions(admin: Client, application: Application): Promise<number[]> {
  const { rows } = await admin.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = $1`,
    [application],
  );
  return rows.map(({ pid }) => pid);
}

/** Ends sessions as an administrator does; answers how many there were. */
export async function terminate(admin: Client, ...applications: Application[]): Promise<number> {
  const { rows } = await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = ANY($1)`,
    [applications],
  );
  return rows.length;
}

/** Lets no new session into a database; those that are there stay. Answers the way to open it again. */
export async function shut(url: string): Promise<() => Promise<void>> {
  const admin = await connection(inject('postgresUrl'));
  const allow = async (allowed: boolean) => {
    const name = new URL(url).pathname.slice(1);
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`);
  };
  await allow(false);
  onTestFinished(() => allow(true));
  return () => allow(true);
}
