// Checks deploy/ as far as that goes without a container engine: each file with the program that it is
// for, and against what a running server really has on its page of metrics.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultsOf as composeFaults, strangersIn } from './deploy/compose.mjs';
import { faultsOf as dashboardFaults } from './deploy/dashboards.mjs';
import * as files from './deploy/files.mjs';
import { declaredBy, selectorsOf } from './deploy/promql.mjs';
import { checkCompose, lintDockerfile, run } from './deploy/tools.mjs';
import { checker } from './checker.mjs';
import { tocsin } from './examples-stage.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-deploy-'));
const { check, finish } = checker();

function none(faults) {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

await check(
  'Prometheus takes its configuration',
  () => void run('promtool', ['check', 'config', 'deploy/prometheus/prometheus.yml']),
);
await check(
  'and the rules',
  () => void run('promtool', ['check', 'rules', ...globSync('deploy/prometheus/rules/*.yml')]),
);
await check(
  'the rules fire when they should, and say what they should',
  () => void run('promtool', ['test', 'rules', ...globSync('deploy/prometheus/tests/*.yml')]),
);
await check('Alertmanager takes its configuration', () => {
  // The Alertmanager of Debian 12 is older than `url_file`; it takes the same address from `url`.
  const text = readFileSync('deploy/alertmanager/alertmanager.yml', 'utf8');
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, text.replace(/url_file: .*/, 'url: http://tocsin:8000/'));
  run('amtool', ['check-config', file]);
});
await check('the compose file keeps the Compose Specification', () =>
  checkCompose('deploy/compose.yaml', folder),
);
await check('and what a deployment needs', () => none(composeFaults(files.compose())));
await check('nothing asks what is no service of it', () => {
  const asking = ['prometheus/prometheus.yml', 'grafana/provisioning/datasources/prometheus.yml'];
  none(
    asking.flatMap((name) =>
      strangersIn(readFileSync(`deploy/${name}`, 'utf8'), files.compose()).map(
        (host) => `${name} asks ${host}`,
      ),
    ),
  );
});
await check('the Dockerfile has no faults that are known', () =>
  lintDockerfile('deploy/Dockerfile', folder),
);

await check('every alert says how bad it is, of what, and what to do', () => {
  const books = files.runbooks();
  none(
    files.rules().flatMap(({ alert, labels, annotations }) => {
      const faults = [];
      if (!['critical', 'high', 'medium', 'low'].includes(labels.severity)) faults.push('severity');
      if (!labels.service) faults.push('service');
      if (!annotations.summary || !annotations.description) faults.push('summary, description');
      if (!annotations.runbook_url?.endsWith(`/runbooks?q=${alert}`)) faults.push('runbook_url');
      if (!books.get(alert)?.startsWith(`# ${alert}: `)) faults.push('there is no runbook');
      return faults.map((fault) => `${alert}: ${fault}`);
    }),
  );
});
await check('and has a unit test in which it fires', () => {
  const tested = new Set(files.testedAlerts());
  none(files.rules().flatMap(({ alert }) => (tested.has(alert) ? [] : [alert])));
});

const uids = files.datasources().datasources.map(({ uid }) => uid);
await check('the dashboards are laid out well and ask the data source that there is', () =>
  none(files.dashboards().flatMap((dashboard) => dashboardFaults(dashboard, uids))),
);
const asked = files.queries();
await check('every query is PromQL', () => {
  for (const { expr } of asked) selectorsOf(expr);
  return `${asked.length} queries`;
});

const server = await tocsin();
try {
  const response = await fetch(`http://127.0.0.1:${server.port}/metrics`);
  const declared = declaredBy(await response.text());
  // Of Prometheus and Alertmanager `.ci/prometheus.mjs` asks the running ones.
  const ofTocsin = ({ job }) => job === 'tocsin';
  await check('every metric of Tocsin that is asked for is on its page of metrics', () => {
    const wanted = asked.flatMap(({ where, expr }) =>
      selectorsOf(expr)
        .filter(ofTocsin)
        .map(({ metric }) => ({ where, metric })),
    );
    const isDeclared = ({ metric }) => declared.has(metric) || metric === 'up';
    none(
      wanted.flatMap((one) => (isDeclared(one) ? [] : [`${one.metric}, wanted by ${one.where}`])),
    );
    return `${new Set(wanted.map(({ metric }) => metric)).size} metrics`;
  });
} finally {
  await server.remove();
}
rmSync(folder, { recursive: true });
finish();
