// What alerts come from and where they lead to, for real: Prometheus and Alertmanager as processes with
// the files of deploy/, a service that can go down, and a mail server that keeps what it gets.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

/** A port that nothing uses. */
export async function freePort() {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A program that runs until it is stopped; what it wrote is kept. */
export function program(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const running = { log: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (running.log += chunk));
  }
  child.on('error', (error) => (running.log += error.message));
  running.stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await ended;
  };
  return running;
}

/** A file of deploy/ with only these texts put in the place of others, each of which must be there. */
export function substituted(file, target, texts) {
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of texts) {
    if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(target, text);
}

/** Alertmanager, which sends to the address in the file. */
export function alertmanager(folder, { port, urlFile, command }) {
  const { stdout, stderr } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  const [, minor] = /version 0\.(\d+)/.exec(stdout + stderr) ?? [];
  // Before 0.26, as in Debian 12, it cannot read the address from a file.
  const address =
    Number(minor) >= 26 ? `url_file: ${urlFile}` : `url: ${readFileSync(urlFile, 'utf8')}`;
  substituted('deploy/alertmanager/alertmanager.yml', join(folder, 'alertmanager.yml'), [
    ['url_file: /etc/tocsin/alertmanager-url', address],
    ['group_wait: 10s', 'group_wait: 1s'],
    ['group_interval: 1m', 'group_interval: 2s'],
  ]);
  return program(command, [
    `--config.file=${folder}/alertmanager.yml`,
    `--storage.path=${folder}/alertmanager`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ]);
}

/** Prometheus, with one more service to watch, as everybody who deploys it adds theirs. */
export function prometheus(folder, { port, addresses, watched }) {
  cpSync('deploy/prometheus/rules', join(folder, 'rules'), { recursive: true });
  substituted('deploy/prometheus/rules/monitoring.yml', join(folder, 'rules/monitoring.yml'), [
    ['for: 2m', 'for: 2s'],
  ]);
  const added = `  - job_name: ${watched.service}
    static_configs:
      - targets: ['${watched.address}']
        labels: { service: ${watched.service} }
`;
  const addressed = Object.entries({ ...addresses, prometheus: port });
  const ports = { tocsin: 8000, alertmanager: 9093, prometheus: 9090 };
  substituted('deploy/prometheus/prometheus.yml', join(folder, 'prometheus.yml'), [
    ...addressed.map(([name, used]) => [`[${name}:${ports[name]}]`, `['127.0.0.1:${used}']`]),
    ['_interval: 15s', '_interval: 1s'],
  ]);
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}${added}`);
  return program('prometheus', [
    `--config.file=${file}`,
    `--storage.tsdb.path=${folder}/prometheus`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
}

/** A service with a page of metrics, which goes down and comes back. */
export async function service() {
  const started = async (port) => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end('# TYPE orders_total counter\norders_total 1\n');
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await started(0);
  const { port } = server.address();
  const down = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { address: `127.0.0.1:${port}`, down, back: async () => (server = await started(port)) };
}

/** A mail server that takes everything. */
export async function mailbox() {
  const mails = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `smtp://127.0.0.1:${server.server.address().port}`, mails, close };
}
