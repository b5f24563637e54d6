import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { machine } from './report.ts';

/**
 * What a browser loads for a list that is live: the generated client beside tRPC's own, as its
 * documentation sets it up. `npm run bundle -w @tocsin/bench`; it takes a second. That ours stays
 * within its budget is a test of the client.
 */
const links = 'createTRPCClient, httpBatchLink, httpSubscriptionLink, retryLink, splitLink';

const stock = (transformer: string): string => `
${transformer ? "import superjson from 'superjson';" : ''}
import { ${links} } from '@trpc/client';

const options = { url: '/trpc', ${transformer} };
const client = createTRPCClient({
  links: [
    retryLink({ retry: ({ op, attempts }) => op.type === 'query' && attempts < 3 }),
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink(options),
      false: httpBatchLink(options),
    }),
  ],
});
console.log(await client.incidents.list.query({ status: 'Open' }));
client.incidents.watch.subscribe({}, { onData: console.log });
`;

const programs = {
  'the generated client': `
import { createClient } from '../../packages/client/src/index.ts';

const tocsin = createClient({ url: '/' });
console.log(await tocsin.incidents.list({ status: 'Open' }));
for await (const change of tocsin.incidents.watch()) console.log(change);
`,
  'tRPC, stock links': stock(''),
  'tRPC, stock links and superjson': stock('transformer: superjson'),
};

const rows = [];
console.log('| a list that is live | minified | gzipped |');
console.log('| --- | ---: | ---: |');
for (const [name, contents] of Object.entries(programs)) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, loader: 'ts', resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    outdir: 'bundle',
    metafile: true,
  });
  const minified = Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
  const gzipped = outputFiles.reduce(
    (sum, { contents: bytes }) => sum + gzipSync(bytes, { level: 9 }).length,
    0,
  );
  rows.push({ name, minified, gzipped });
  console.log(`| ${name} | ${minified} | ${gzipped} |`);
}

const report = { date: new Date().toISOString(), machine: machine(), rows };
const results = new URL('../results/bundle-size.json', import.meta.url);
await writeFile(results, `${JSON.stringify(report, null, 2)}\n`);
