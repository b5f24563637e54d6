import { Client } from 'pg';
import { CONNECT_TIMEOUT_MS } from './pool.ts';

/** Lends a connection outside the pool, for what may take longer than a request. */
export async function ownConnection<T>(
  url: string,
  name: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // What is wrong is told by the statement that fails; an error that nobody hears ends the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
