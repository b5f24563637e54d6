// What stands in deploy/: alert rules, panels of dashboards, services of the compose file.
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';

const yaml = (file) => parse(readFileSync(file, 'utf8'));

export const compose = () => yaml('deploy/compose.yaml');
export const datasources = () => yaml('deploy/grafana/provisioning/datasources/prometheus.yml');

export const rules = () =>
  globSync('deploy/prometheus/rules/*.yml').flatMap((file) =>
    yaml(file).groups.flatMap((group) => group.rules),
  );

/** The alerts that a unit test expects to fire. */
export const testedAlerts = () =>
  globSync('deploy/prometheus/tests/*.yml').flatMap((file) =>
    yaml(file)
      .tests.flatMap((test) => test.alert_rule_test)
      .filter(({ exp_alerts: expected }) => expected.length > 0)
      .map(({ alertname }) => alertname),
  );

/** The runbooks, by the name of the alert that each is for. */
export const runbooks = () =>
  new Map(
    globSync('deploy/runbooks/*.md').map((file) => [
      basename(file, '.md'),
      readFileSync(file, 'utf8'),
    ]),
  );

export const dashboards = () =>
  globSync('deploy/grafana/dashboards/*.json').map((file) => ({
    file: basename(file),
    ...JSON.parse(readFileSync(file, 'utf8')),
  }));

/** Every query of every rule and panel, as Prometheus gets it, and where it stands. */
export const queries = () => [
  ...rules().map(({ alert, expr }) => ({ where: alert, expr })),
  ...dashboards().flatMap(({ title, panels }) =>
    panels.flatMap((panel) =>
      (panel.targets ?? []).map(({ expr }) => ({
        where: `${title} / ${panel.title}`,
        expr: withoutVariables(expr),
      })),
    ),
  ),
];

/** Grafana puts the time that is shown, and the width of a point of it, in their place. */
const withoutVariables = (expr) =>
  expr.replaceAll('$__rate_interval', '1m').replaceAll('$__range', '1h');
