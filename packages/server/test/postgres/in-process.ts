import { seedOnce } from '../../src/seed/seed.ts';
import { served } from '../json/served.ts';

/** The whole server on a PostgreSQL database, seeded and listening, in the process of the test. */
export async function serverOn(url: string, poolSize = 20): Promise<{ url: string }> {
  const { app, storage, clock } = await served({ engine: 'postgres', url, poolSize });
  await seedOnce(storage, clock);
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }) };
}
