import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { kinds } from '../src/generated/kinds.ts';

/** What a browser loads at most for a list that is live, in bytes, minified and gzipped. */
const MOST = 12_000;

/** It has to hold with so many procedures, which is more than are planned. */
const PLANNED = 160;

const bundled = async (program: string, table?: string) => {
  const plugins: Plugin[] = [];
  if (table !== undefined) plugins.push(withTable(table));
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(program, import.meta.url))],
    plugins,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    outdir: 'bundle',
    metafile: true,
  });
  const outputs = Object.values(metafile.outputs);
  return {
    files: outputFiles.length,
    bytes: outputs.reduce((sum, { bytes }) => sum + bytes, 0),
    gzipped: outputFiles.reduce(
      (sum, file) => sum + gzipSync(file.contents, { level: 9 }).length,
      0,
    ),
    /** What of each file is in it, the largest first. */
    parts: outputs
      .flatMap(({ inputs }) => Object.entries(inputs))
      .map(([file, { bytesInOutput }]) => ({ file, bytes: bytesInOutput }))
      .filter(({ bytes }) => bytes > 0)
      .toSorted((a, b) => b.bytes - a.bytes),
  };
};

const file = fileURLToPath(new URL('../src/generated/kinds.ts', import.meta.url));

/** Puts another table in the place of that of all procedures. */
const withTable = (table: string): Plugin => ({
  name: 'another table',
  setup({ onLoad }) {
    onLoad({ filter: /generated\/kinds\.ts$/ }, async () => ({
      loader: 'ts',
      contents: (await readFile(file, 'utf8')).replace(/(?<=export const kinds.*= )\{.*\}/s, table),
    }));
  },
});

/** The table with as many procedures more as are missing, in features as the largest of today. */
function paddedTo(count: number): string {
  const padded = structuredClone(kinds);
  const features = Object.entries(kinds).toSorted(
    ([, a], [, b]) => Object.keys(b).length - Object.keys(a).length,
  );
  const size = () => Object.values(padded).flatMap((own) => Object.keys(own)).length;
  for (let i = 0; size() < count; i += 1) {
    const [name = '', procedures = {}] = features[i % features.length] ?? [];
    // Words that are in the bundle already would cost next to nothing; every third one is new.
    const own = Object.entries(procedures).map(([procedure, kind], j) => [
      j % 3 === 0 ? reversed(`${procedure}${i}`) : procedure,
      kind,
    ]);
    padded[reversed(`${name}${i}`)] = Object.fromEntries(own.slice(0, count - size()));
  }
  return JSON.stringify(padded);
}

const reversed = (text: string) => `x${text.split('').toReversed().join('')}`;

describe('a program that lists and watches', async () => {
  const { files, bytes, gzipped, parts } = await bundled('list-and-watch.ts');

  it(`is at most ${MOST} bytes, gzipped`, () => {
    const largest = parts.slice(0, 12).map((part) => `  ${part.bytes} ${part.file}`);
    const account = [`${gzipped} of ${MOST} bytes gzipped, ${bytes} minified:`, ...largest];
    console.log(account.join('\n'));
    expect(gzipped, account.join('\n')).toBeLessThanOrEqual(MOST);
    // Nothing is loaded later that the budget would not see.
    expect(files).toBe(1);
  });

  it(`stays so with ${PLANNED} procedures in the contract`, async () => {
    const padded = await bundled('list-and-watch.ts', paddedTo(PLANNED));
    console.log(`${padded.gzipped} of ${MOST} bytes gzipped with ${PLANNED} procedures`);
    expect(padded.gzipped).toBeGreaterThan(gzipped);
    expect(padded.gzipped).toBeLessThanOrEqual(MOST);
  });

  it('has nothing of Zod, superjson, Node, or what it does not call', () => {
    const names = parts.map(({ file }) => file);
    expect(
      names.filter((file) => /zod|superjson|contract|local-storage|react|angular/.test(file)),
    ).toEqual([]);
    expect(names.filter((file) => /^node:|\(disabled\)/.test(file))).toEqual([]);
    expect(
      names.some((file) => file.endsWith('packages/client/src/live.ts') || file === 'src/live.ts'),
    ).toBe(true);
  });
});
