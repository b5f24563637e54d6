import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Client from 'better-sqlite3';

/** Throws unless a database file is whole, as a kill has left it. */
export function expectReadableFile(scheme: 'sqlite' | 'json', path: string): void {
  if (scheme === 'json') {
    JSON.parse(readFileSync(path, 'utf8'));
  } else {
    const client = new Client(path);
    const answers = [client.pragma('integrity_check'), client.pragma('foreign_key_check')];
    client.close();
    const [said, missing] = answers.map((answer) => JSON.stringify(answer));
    if (said !== '[{"integrity_check":"ok"}]') throw new Error(`integrity_check: ${said}`);
    if (missing !== '[]') throw new Error(`foreign_key_check: ${missing}`);
  }
  const aside = readdirSync(dirname(path)).filter((name) => name.includes('.corrupt-'));
  if (aside.length > 0) throw new Error(`put aside as unreadable: ${aside.join()}`);
}
