/**
 * `node test/kill-deliveries.ts sqlite|json|postgres [ROUNDS] [AT_ONCE]`: kills a server while it
 * delivers, so many notifications at once (8 unless said otherwise).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killDeliveries } from './kill-deliveries-rounds.ts';
import { startPostgres } from './postgres.ts';

const [engine = '', rounds = '30', atOnce = '8'] = process.argv.slice(2);
if (
  !['sqlite', 'json', 'postgres'].includes(engine) ||
  ![rounds, atOnce].every((number) => /^[1-9]\d*$/.test(number))
) {
  console.error('Usage: node test/kill-deliveries.ts sqlite|json|postgres [ROUNDS] [AT_ONCE]');
  process.exit(1);
}

async function place(): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine === 'postgres') {
    const server = await startPostgres();
    return { url: server.url, remove: () => server.remove() };
  }
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-deliveries-'));
  const remove = () => rm(folder, { recursive: true });
  return { url: `${engine}:${join(folder, 'data')}`, remove };
}

const { url, remove } = await place();
try {
  const { problems, ...counts } = await killDeliveries(url, {
    rounds: Number(rounds),
    atOnce: Number(atOnce),
    say: (line) => console.error(`${engine}, ${line}`),
  });
  for (const problem of problems) console.error(problem);
  console.log(`${engine}: ${JSON.stringify(counts)}, ${problems.length} problems`);
  process.exitCode = problems.length > 0 || counts.accepted === 0 ? 1 : 0;
} finally {
  await remove();
}
