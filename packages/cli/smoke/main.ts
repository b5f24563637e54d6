import { parseArgs } from 'node:util';
import { goOnCall, receiveAlerts } from './alerts.ts';
import { Journal } from './journal.ts';
import { RestCaller } from './rest.ts';
import { liveThroughAnIncident, liveThroughARunbook, lookAround } from './steps.ts';
import { Watched } from './watched.ts';

const usage = `npm run smoke -- [--url http://127.0.0.1:8000] [--token …] [--out .smoke]

Drives a server that runs as a frontend would, and holds every answer against the contract. What it
makes it deletes, but for two resolved alerts, which no call deletes; what it got it leaves in the folder --out. Exit code 1: something is not as the
contract says.
`;

/** `npm run smoke`: runs on import. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:8000' },
      token: { type: 'string' },
      out: { type: 'string', default: '.smoke' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const { url, token, out } = values;
  const journal = await Journal.in(out);
  const rest = new RestCaller(url, token, journal);
  const isThere = await journal.step(`${url} answers`, () =>
    rest.send('start', 'GET', '/healthz', {}),
  );
  if (isThere) {
    const watched = new Watched(url, token, journal);
    await lookAround(journal, rest);
    await liveThroughAnIncident(journal, rest, watched);
    await liveThroughARunbook(journal, rest);
    await receiveAlerts(journal, rest);
    await goOnCall(journal, rest);
    for (const [id, feature] of rest.made) {
      await journal.step(`${feature}.delete: deletes what is left`, () =>
        rest.call(`${feature}.delete`, { id }),
      );
    }
    await watched.end();
  }
  const { failures } = journal;
  process.stdout.write(
    failures === 0 ? 'the contract holds\n' : `${failures} steps failed; see ${out}/exchanges\n`,
  );
  return failures === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${usage}`);
  process.exitCode = 2;
}
