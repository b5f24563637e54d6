import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { processEnvironment } from '../src/config.ts';
import { temporaryFolder } from './database.ts';

describe('a .env file in the working directory', () => {
  async function inFolder(): Promise<string> {
    const [before, folder] = [process.cwd(), await temporaryFolder()];
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    return join(folder, '.env');
  }

  it('is read where there is one, and the environment overrules it', async () => {
    const file = await inFolder();
    expect(processEnvironment()['TOCSIN_TEST']).toBeUndefined();
    writeFileSync(file, 'TOCSIN_TEST=from the file\nPATH=nowhere\n');
    expect(processEnvironment()['TOCSIN_TEST']).toBe('from the file');
    expect(processEnvironment()['PATH']).not.toBe('nowhere');
  });

  it('is not passed over in silence where it cannot be read', async () => {
    mkdirSync(await inFolder());
    expect(() => processEnvironment()).toThrow(/\.env/);
  });
});
