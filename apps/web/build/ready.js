// Runs before `npm start`: builds the console where that was not done since its source was changed.
// Plain JavaScript: the Node that npm brought may be an old one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const isBuilt = existsSync(new URL('../dist/index.html', import.meta.url));

// Without development dependencies, as in an image, there is nothing to build with.
if (isInstalled('turbo') && isInstalled('@angular/cli/package.json')) build();

function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function build() {
  if (!isBuilt) console.log('Building the console; this takes some seconds, the first time only.');
  const args = ['run', 'build', '--filter=@tocsin/web', '--output-logs=errors-only'];
  const { status, stdout, stderr } = spawnSync('turbo', args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false' },
  });
  // The server does its work without a console, too.
  if (status !== 0) console.error(`The console cannot be built.\n${stdout ?? ''}${stderr ?? ''}`);
}
