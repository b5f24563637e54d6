// From a service that goes down to the person who is told, and back: Tocsin, and Prometheus and
// Alertmanager as Debian has them, with the files of deploy/. Only addresses and waiting times are
// others: what is substituted stands in prometheus-stage.mjs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checker } from './checker.mjs';
import { queries, rules, runbooks } from './deploy/files.mjs';
import { tocsin, until, wait } from './examples-stage.mjs';
import { alertmanager, freePort, mailbox, prometheus, service } from './prometheus-stage.mjs';

const TEAM = 'checkout';
const MAIL = 'mara@example.com';
const { check, finish } = checker();
const folder = mkdtempSync(join(tmpdir(), 'tocsin-prometheus-'));
const running = [];

const mail = await mailbox();
const shop = await service();
const server = await tocsin({ SAMPLE_DATA: 'false', SMTP_URL: mail.url });
const url = `http://127.0.0.1:${server.port}`;
const ports = { prometheus: await freePort(), alertmanager: await freePort() };
const urlFile = join(folder, 'alertmanager-url');

const json = async (address) => (await fetch(address)).json();
const asked = (query) =>
  json(`http://127.0.0.1:${ports.prometheus}/api/v1/query?query=${encodeURIComponent(query)}`);
const incidents = () =>
  server.curl('GET', `/incidents?service=${TEAM}`).filter(({ title }) => title.includes('down'));
const incident = (id) => server.curl('GET', `/incidents/${id}`);

/** The value of a series on Tocsin's page of metrics. */
async function measured(series) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

function bootstrap() {
  const path = `${process.cwd()}/node_modules/.bin:/usr/bin:/bin`;
  const args = ['deploy/bootstrap/main.js', url, urlFile, 'deploy/runbooks'];
  return execFileSync(process.execPath, args, { env: { PATH: path }, encoding: 'utf8' });
}

async function prepare() {
  await check('the bootstrap step makes an integration and writes the runbooks', () => {
    const said = bootstrap();
    const books = server.curl('GET', '/runbooks?limit=500');
    if (books.length !== runbooks().size) throw new Error(said);
    return `${books.length} runbooks`;
  });
  await check('and does nothing when it runs again', () => {
    if (/Wrote|sends to/.test(bootstrap())) throw new Error('it did something');
    if (server.curl('GET', '/integrations').length !== 1) throw new Error('another integration');
  });
  await check('every alert leads to its runbook', () => {
    for (const { alert, annotations } of rules()) {
      const { searchParams } = new URL(annotations.runbook_url);
      const [first] = server.curl('GET', `/runbooks?q=${searchParams.get('q')}`);
      if (!first?.title.startsWith(`${alert}: `)) throw new Error(`${alert}: ${first?.title}`);
    }
  });
  server.curl('POST', '/people', { name: 'Mara', email: MAIL });
  server.curl('POST', '/schedules', { team: TEAM, members: ['Mara'] });
}

async function watchAll() {
  const command = process.argv[2] ?? 'prometheus-alertmanager';
  running.push(alertmanager(folder, { port: ports.alertmanager, urlFile, command }));
  running.push(
    prometheus(folder, {
      port: ports.prometheus,
      addresses: { tocsin: server.port, alertmanager: ports.alertmanager },
      watched: { service: TEAM, address: shop.address },
    }),
  );
  await check('Prometheus reads Tocsin, Alertmanager, itself and the shop', () =>
    until(async () => {
      const { data } = await asked('up == 1').catch(() => ({}));
      return data?.result.length === 4 || data?.result.map(({ metric }) => metric.job);
    }, 60_000),
  );
}

async function goDown() {
  await shop.down();
  let id;
  await check('the shop goes down: Tocsin has an incident', () =>
    until(() => {
      [{ id } = {}] = incidents();
      return id !== undefined;
    }, 60_000),
  );
  await check('critical, of the shop, assigned to who is on call', () => {
    const { severity, assignedTo, phase, title } = incident(id);
    if (severity !== 'P1' || assignedTo !== 'Mara' || phase !== 'open') {
      throw new Error(JSON.stringify({ severity, assignedTo, phase, title }));
    }
    return title;
  });
  await check('the mail server has a mail for her', () =>
    until(() => mail.mails.some(({ to }) => to.includes(MAIL)) || mail.mails, 30_000),
  );
  await check('which names the incident', () => {
    const { text } = mail.mails.find(({ to }) => to.includes(MAIL));
    const subject = /^Subject: (.*(?:\r?\n[ \t].*)*)/m.exec(text)?.[1];
    if (!text.includes(id) && !text.includes('checkout is down')) throw new Error(text);
    return subject;
  });
  return id;
}

async function comeBack(id) {
  await check('she acknowledges', () => {
    const { phase, mttaSeconds } = server.curl('PATCH', `/incidents/${id}`, {
      status: 'acknowledged',
    });
    if (phase !== 'acknowledged' || !(mttaSeconds > 0)) throw new Error(`${phase} ${mttaSeconds}`);
    return `MTTA ${mttaSeconds} s`;
  });
  await check('nobody is told again while it lasts', async () => {
    const before = mail.mails.length;
    await wait(5_000);
    if (mail.mails.length !== before) throw new Error(JSON.stringify(mail.mails));
    if (incidents().length !== 1) throw new Error('there are more incidents');
  });
  await shop.back();
  await check('the shop is back: the incident resolves by itself', () =>
    until(() => incident(id).phase === 'resolved' || incident(id).phase, 60_000),
  );
  await check('and has an MTTR', () => {
    const { mttrSeconds, mttaSeconds } = incident(id);
    if (!(mttrSeconds > mttaSeconds)) throw new Error(`${mttrSeconds} s`);
    return `${mttrSeconds} s`;
  });
}

async function figures() {
  const expected = {
    incident_mtta_seconds_count: 1,
    incident_mttr_seconds_count: 1,
    'incident_mtta_seconds_bucket{le="30"}': 1,
    'incidents_total{status="resolved"}': 1,
    'incidents_total{status="open"}': 0,
    'alerts_received_total{severity="critical"}': 1,
    'alerts_correlated_total{result="new_incident"}': 1,
    'tocsin_notifications_total{channel="email",outcome="delivered"}': mail.mails.length,
    tocsin_notification_delay_seconds_count: 1,
    tocsin_escalations_active: 0,
    tocsin_escalations_overdue: 0,
  };
  for (const [series, value] of Object.entries(expected)) {
    await check(`/metrics: ${series}`, async () => {
      const found = await measured(series);
      if (found !== value) throw new Error(`${found}, not ${value}`);
      return String(found);
    });
  }
  await check('Prometheus answers every query of the rules and dashboards', async () => {
    // The last values have to be read before they are asked for.
    await wait(3_000);
    const empty = [];
    for (const { where, expr } of queries()) {
      const { status, error, data } = await asked(expr);
      if (status !== 'success') throw new Error(`${where}: ${error}`);
      if (data.result.length === 0 && where.includes(' / ')) empty.push(where);
    }
    return `without data: ${[...new Set(empty)].join(', ') || 'none'}`;
  });
  await check('no rule failed', async () => {
    const { data } = await json(`http://127.0.0.1:${ports.prometheus}/api/v1/rules`);
    const all = data.groups.flatMap((group) => group.rules);
    const bad = all.filter(({ health }) => health !== 'ok');
    if (bad.length > 0) throw new Error(JSON.stringify(bad));
    if (all.length !== rules().length) throw new Error(`${all.length} rules`);
    return `${all.length} rules`;
  });
}

try {
  await prepare();
  await watchAll();
  const id = await goDown();
  if (id !== undefined) {
    await comeBack(id);
    await figures();
  }
} catch (error) {
  await check('nothing unforeseen happens', () => Promise.reject(error));
} finally {
  for (const { stop } of running) await stop();
  await shop.down();
  await mail.close();
  await server.remove();
  rmSync(folder, { recursive: true });
}
finish();
