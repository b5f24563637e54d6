// Asks oasdiff about the OpenAPI documents of the same edits that the tests of the contract comparison
// make, and prints where the two disagree over REST. A disagreement that docs/decisions/0009 does not
// explain fails; so does one that it explains and that is not there any more.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareContracts, readContract } from '../packages/contract/compare/index.ts';
import { contractAsJson } from '../packages/contract/generate/contract-json.ts';
import { openApiOf } from '../packages/contract/generate/openapi.ts';
import { edits } from '../packages/contract/test/compare/edits.ts';
import { tickets } from '../packages/contract/test/compare/tickets.ts';

const VERSION = 'v1.31.0';
/** What a check of .ci/run ends with that could not be made. */
const SKIPPED = 77;
/** Go fetches and builds it once; later it is in its cache. */
const BUILT_WITHIN = 8 * 60_000;
const explained = new Set(
  [
    ...readFileSync('docs/decisions/0009-what-breaks-a-caller.md', 'utf8').matchAll(/^- _(.+)_:/gm),
  ].map(([, name]) => name),
);

const folder = mkdtempSync(join(tmpdir(), 'oasdiff-'));
process.exitCode = 1;
try {
  const program = oasdiff();
  if (program === undefined) {
    console.log('skipped: oasdiff is not here, and cannot be built');
    process.exitCode = SKIPPED;
  } else process.exitCode = compareAll(program);
} finally {
  rmSync(folder, { recursive: true });
}

/** The program, installed where Go is and reaches its proxy; else `undefined`. */
function oasdiff() {
  const target = `github.com/oasdiff/oasdiff@${VERSION}`;
  const { error, status } = spawnSync('env', [`GOBIN=${folder}`, 'go', 'install', target], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: BUILT_WITHIN,
  });
  return error || status !== 0 ? undefined : join(folder, 'oasdiff');
}

function compareAll(program) {
  const old = documents(tickets());
  const disagreed = new Set();
  for (const { name, edit } of edits) {
    const now = documents(tickets(edit));
    const ours = compareContracts(old.contract, now.contract).some(
      ({ breaking, wires }) => breaking && wires.includes('rest'),
    );
    const theirs = breaksOf(program, old.openApi, now.openApi);
    if (ours === theirs.length > 0) continue;
    disagreed.add(name);
    const said = theirs.map(({ id }) => id).join(', ') || 'nothing';
    console.log(`${explained.has(name) ? 'explained' : 'UNEXPLAINED'}: ${name}`);
    console.log(`  here: ${ours ? 'breaks' : 'breaks nobody'}; oasdiff: ${said}`);
  }
  const gone = explained.difference(disagreed);
  const unexplained = disagreed.difference(explained);
  for (const name of gone) console.log(`explained, but agreed upon: ${name}`);
  console.log(
    `${edits.length - disagreed.size} of ${edits.length} edits are judged alike; ` +
      `${disagreed.size - unexplained.size} differences are explained, ${unexplained.size} are not`,
  );
  return gone.size + unexplained.size === 0 ? 0 : 1;
}

function documents(contract) {
  return {
    contract: readContract(JSON.stringify(contractAsJson(contract))),
    openApi: JSON.stringify(openApiOf(contract)),
  };
}

/** What oasdiff calls an error; its warnings are what it cannot tell. */
function breaksOf(program, old, now) {
  const files = [
    [join(folder, 'old.json'), old],
    [join(folder, 'new.json'), now],
  ];
  for (const [file, text] of files) writeFileSync(file, text);
  const args = ['breaking', '--format', 'json', ...files.map(([file]) => file)];
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`oasdiff failed: ${stderr}`);
  const found = JSON.parse(stdout || '[]') ?? [];
  return found.filter(({ level }) => level === 3);
}
