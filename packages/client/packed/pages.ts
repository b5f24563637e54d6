import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import manifest from '../package.json' with { type: 'json' };
import web from '../../../apps/web/package.json' with { type: 'json' };
import type { Project } from './project.ts';
import type { Program } from './readme.ts';
import { say } from './say.ts';

const ours: Readonly<Record<string, string>> = {
  ...web.dependencies,
  ...web.devDependencies,
  ...manifest.devDependencies,
};
/** What a project of Angular or React has besides the client, in the versions of this repository. */
export const frameworks: readonly string[] = [
  'esbuild',
  'react',
  'react-dom',
  '@types/react',
  '@types/react-dom',
  '@tanstack/react-query',
  '@angular/common',
  '@angular/compiler',
  '@angular/compiler-cli',
  '@angular/core',
  '@angular/platform-browser',
  'rxjs',
].map((name) => `${name}@${ours[name]}`);

/** What a browser loads of the client, as a test of its own holds it to be at most. */
const MOST = 12_000;
const listAndWatch = `import { createClient } from '@tocsin/client';

const tocsin = createClient({ url: '/' });
const { items } = await tocsin.incidents.list({ status: 'Open' });
console.log(items);
for await (const change of tocsin.incidents.watch()) console.log(change.type);
`;

const ngc = {
  compilerOptions: {
    target: 'es2022',
    module: 'es2022',
    moduleResolution: 'bundler',
    lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'],
    types: [],
    strict: true,
    outDir: 'compiled',
  },
  angularCompilerOptions: { strictTemplates: true },
};

/** Builds what browsers load: the client alone, and the README's apps. */
export async function buildPages(project: Project, programs: readonly Program[]): Promise<void> {
  const bundle = async (from: string, more = '') => {
    const options = '--bundle --minify --format=esm --target=es2022 --log-level=warning';
    await project.type(`npx esbuild ${from} ${options} --outfile=page.js ${more}`);
    const { length } = gzipSync(await readFile(join(project.folder, 'page.js')), { level: 9 });
    say(`${from}: ${length} bytes, gzipped`);
    return length;
  };
  await project.write('list-and-watch.ts', listAndWatch);
  const length = await bundle('list-and-watch.ts');
  if (length > MOST) throw new Error(`It is more than ${MOST} bytes.`);
  for (const { name, runs } of programs) {
    if (runs === 'react') {
      await bundle(name, '--jsx=automatic --define:process.env.NODE_ENV=\\"production\\"');
    }
    if (runs === 'angular') {
      // Its own compiler also checks the templates.
      await project.write('ngc.json', JSON.stringify({ ...ngc, files: [name] }));
      await project.type('npx ngc -p ngc.json');
      await bundle(`compiled/${name.replace('.ts', '.js')}`);
    }
  }
}
