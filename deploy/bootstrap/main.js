// What a new deployment needs once: an integration whose address Alertmanager reads from a file, and the
// runbooks that the alert rules lead to. It may run again at any time, and does only what is missing.
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Tocsin is, the file for Alertmanager, and the folder of runbooks. */
const [server, urlFile, runbooks] = process.argv.slice(2);

const TAG = 'monitoring';

await giveAlertmanagerItsAddress();
const known = titlesOf('--tag', TAG);
for (const file of readdirSync(runbooks).filter((name) => name.endsWith('.md'))) {
  writeRunbook(readFileSync(join(runbooks, file), 'utf8'));
}

async function giveAlertmanagerItsAddress() {
  if (await isAccepted(writtenAddress())) {
    say('Alertmanager has its address.');
    return;
  }
  const name = 'Alertmanager of this deployment';
  const about = ['--service', 'infrastructure', '--service-label', 'service'];
  const { id, paths } = tocsin('integrations', 'create', '--name', name, ...about);
  // Whole or not at all: Alertmanager may read it at any time, as another user.
  writeFileSync(`${urlFile}.new`, `${server}${paths.alertmanager}`);
  chmodSync(`${urlFile}.new`, 0o644);
  renameSync(`${urlFile}.new`, urlFile);
  say(`Alertmanager sends to integration ${id}.`);
}

function writtenAddress() {
  try {
    return readFileSync(urlFile, 'utf8').trim();
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

/** An address outlives the database it was made in: a key that is not known there is of no use. */
async function isAccepted(address) {
  if (!address.startsWith(`${server}/`)) return false;
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: '4', status: 'resolved', alerts: [] }),
  });
  if (response.status !== 404 && !response.ok) throw new Error(await response.text());
  return response.ok;
}

/** Writes it, if there is none of this title: what people have made of theirs stays. */
function writeRunbook(text) {
  const [, title, content] = /^# (.+)\n+([\s\S]*)$/.exec(text);
  const [name] = title.split(':');
  // Of those that have lost the tag.
  if (known.includes(title) || titlesOf('--q', name).includes(title)) return;
  tocsin('runbooks', 'create', '--input', JSON.stringify({ title, content, tags: [TAG] }));
  say(`Wrote the runbook ${name}.`);
}

function titlesOf(...filter) {
  return tocsin('runbooks', 'list', '--limit', '500', ...filter).items.map(({ title }) => title);
}

function tocsin(...args) {
  const output = execFileSync('tocsin', [...args, '--url', server, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
