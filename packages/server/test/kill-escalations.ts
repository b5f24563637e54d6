/** `node test/kill-escalations.ts sqlite|json|postgres [ROUNDS]`: the rounds of `escalation-kills.ts`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EscalationPlace, escalationKills } from './escalation-kills.ts';
import { startPostgres } from './postgres.ts';

type Removable = EscalationPlace & { remove(): Promise<void> };

const [engine = '', rounds = '30'] = process.argv.slice(2);
const places: Record<string, () => Promise<Removable>> = {
  sqlite: () => fileIn('sqlite'),
  json: () => fileIn('json'),
  async postgres() {
    const server = await startPostgres();
    return { url: server.url, servers: 2, remove: () => server.remove() };
  },
};

async function fileIn(scheme: 'sqlite' | 'json'): Promise<Removable> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-kill-'));
  const remove = () => rm(folder, { recursive: true });
  return { url: `${scheme}:${join(folder, 'data')}`, servers: 1, remove };
}

const placeOf = places[engine];
if (!placeOf || !/^[1-9]\d*$/.test(rounds)) {
  console.error('Usage: node test/kill-escalations.ts sqlite|json|postgres [ROUNDS]');
  process.exit(1);
}
const place = await placeOf();
try {
  const ledger = await escalationKills(place, Number(rounds), (line) =>
    console.error(`${engine}, ${line}`),
  );
  const { problems, incidents, acknowledged, steps, deliveries, repeated, kills } = ledger;
  for (const problem of problems) console.error(problem);
  console.log(
    `${engine}: ${kills} kills, ${incidents.size} incidents (${acknowledged.size} acknowledged), ` +
      `${steps} steps, ${deliveries.size} pages, ${repeated} repeated, ${problems.length} problems`,
  );
  process.exitCode = problems.length > 0 || steps === 0 ? 1 : 0;
} finally {
  await place.remove();
}
