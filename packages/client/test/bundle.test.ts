import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** What a browser loads at most for a list that is live, in bytes, minified and gzipped. */
const MOST = 12_000;

const bundled = async (program: string) => {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(program, import.meta.url))],
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
