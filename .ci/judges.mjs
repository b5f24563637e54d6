// What the judges of the incident platform test, and its integration test with curl, on a server that is
// started here: one server in the place of several, so every port is its port. Two of their steps need
// more than a server: `docker compose up -d` wants a container engine, and Grafana is in no registry.
import { checker } from './checker.mjs';
import { tocsin } from './examples-stage.mjs';
import { judging } from './judges-curl.mjs';

const server = await tocsin({ SAMPLE_DATA: 'false' });
const { check, finish } = checker();
const { curl, step, metrics } = judging(server.port, check);

async function healthAndMetrics() {
  for (const name of ['of alert ingestion', 'of incident management']) {
    await step(
      `health ${name}`,
      curl('GET', '/health'),
      { status: 200 },
      ({ status }) => status === 'ok',
    );
  }
  await metrics('metrics of alert ingestion', /^alerts_/, (text) =>
    ['critical', 'high', 'medium', 'low'].every((severity) =>
      text.includes(`alerts_received_total{severity="${severity}"} `),
    ),
  );
  await metrics('metrics of incident management', /^incident/, (text) =>
    ['open', 'acknowledged', 'resolved'].every((status) =>
      text.includes(`incidents_total{status="${status}"} `),
    ),
  );
}

async function integrationTest() {
  const made = curl('POST', '/api/v1/incidents', {
    title: 'Test incident',
    service: 'api',
    severity: 'high',
  });
  await step(
    'an incident is made by hand',
    made,
    { status: 201 },
    ({ phase, title }) => phase === 'open' && title === 'Test incident',
  );
  await step(
    'incidents are listed',
    curl('GET', '/api/v1/incidents'),
    { status: 200 },
    (list) => list.length === 1 && list[0].id === made.body.id,
  );
  const alert = curl('POST', '/api/v1/alerts', {
    service: 'frontend-api',
    severity: 'high',
    message: 'Test alert',
    labels: { env: 'prod' },
  });
  await step(
    'an alert opens an incident',
    alert,
    { status: 201 },
    ({ status, action }) => status === 'correlated' && action === 'new_incident',
  );
  const path = `/api/v1/incidents/${alert.body.incident_id}`;
  const acknowledged = curl('PATCH', path, { status: 'acknowledged' });
  await step(
    'it is acknowledged: MTTA is calculated',
    acknowledged,
    { status: 200 },
    (incident) =>
      incident.phase === 'acknowledged' &&
      incident.mttaSeconds >= 0 &&
      incident.mttrSeconds === null,
  );
  const resolved = curl('PATCH', path, { status: 'resolved' });
  await step(
    'it is resolved: MTTR is calculated',
    resolved,
    { status: 200 },
    (incident) => incident.phase === 'resolved' && incident.mttrSeconds >= incident.mttaSeconds,
  );
  await metrics(
    'metrics show MTTA and MTTR',
    /^incident/,
    (text) =>
      /^incident_mtta_seconds_count 1$/m.test(text) &&
      /^incident_mttr_seconds_count 1$/m.test(text) &&
      [30, 60, 120, 300, 600, 1800, 3600].every((le) =>
        text.includes(`incident_mtta_seconds_bucket{le="${le}"} 1`),
      ) &&
      [60, 300, 600, 1800, 3600, 7200, 14400].every((le) =>
        text.includes(`incident_mttr_seconds_bucket{le="${le}"} 1`),
      ) &&
      /^incidents_total\{status="open"\} 1$/m.test(text) &&
      /^incidents_total\{status="resolved"\} 1$/m.test(text),
  );
}

/** The example of the alert endpoint, sent twice. */
async function correlation() {
  const alert = {
    service: 'frontend-api',
    severity: 'high',
    message: 'HTTP 5xx error rate > 10%',
    labels: { environment: 'production', region: 'us-east-1' },
    timestamp: '2026-02-09T15:30:00Z',
  };
  const first = curl('POST', '/api/v1/alerts', alert);
  await step(
    'after a resolved one, an alert opens another',
    first,
    { status: 201 },
    ({ action }) => action === 'new_incident',
  );
  const second = curl('POST', '/api/v1/alerts', alert);
  await step(
    'a duplicate is correlated to it',
    second,
    { status: 201 },
    (answer) =>
      answer.action === 'attached_to_existing_incident' &&
      answer.incident_id === first.body.incident_id,
  );
  const read = curl('GET', `/api/v1/alerts/${second.body.alert_id}`);
  await step(
    'an alert is read, with its incident',
    read,
    { status: 200 },
    (answer) => answer.incident_id === first.body.incident_id,
  );
  const path = `/api/v1/incidents/${first.body.incident_id}`;
  await step(
    'an incident is read, with its alerts',
    curl('GET', path),
    { status: 200 },
    (answer) => answer.alerts.length > 0 && Array.isArray(answer.notes),
  );
  const noted = curl('PATCH', path, { status: 'acknowledged', notes: 'Looking into this issue' });
  await step(
    'a PATCH adds a note',
    noted,
    { status: 200 },
    ({ phase, notes }) =>
      phase === 'acknowledged' && notes.at(-1).text === 'Looking into this issue',
  );
  const figures = curl('GET', `${path}/metrics`);
  await step(
    'MTTA and MTTR of one incident',
    figures,
    { status: 200 },
    (answer) => answer.mttaSeconds >= 0 && answer.mttrSeconds === null,
  );
  const filter = 'status=acknowledged&severity=high&service=frontend-api';
  const found = curl('GET', `/api/v1/incidents?${filter}`);
  await step(
    'incidents are filtered',
    found,
    { status: 200 },
    (list) => list.length === 1 && list[0].id === first.body.incident_id,
  );
}

async function mistakes() {
  const half = curl('POST', '/api/v1/alerts', { service: 'api' });
  await step(
    'an alert with missing fields is refused',
    half,
    { status: 422 },
    ({ errors }) => errors.length === 2,
  );
  const urgent = { service: 'api', severity: 'urgent', message: 'x' };
  await step('and one of no severity', curl('POST', '/api/v1/alerts', urgent), { status: 422 });
  for (const kind of ['alerts', 'incidents']) {
    const path = `/api/v1/${kind}/00000000-0000-7000-8000-000000000000`;
    await step(`there is no such one of ${kind}`, curl('GET', path), { status: 404 });
  }
}

/** What the teammates' services answer. */
async function others() {
  const schedule = { team: 'frontend-api', members: ['Mara', 'Jonas'] };
  for (const name of schedule.members) {
    await step(`${name} is made known`, curl('POST', '/api/v1/people', { name }), { status: 201 });
  }
  await step('a schedule is made', curl('POST', '/api/v1/schedules', schedule), { status: 201 });
  const current = curl('GET', '/api/v1/oncall/current?team=frontend-api');
  await step('somebody is on call', current, { status: 200 }, ({ engineer }) =>
    schedule.members.includes(engineer),
  );
  const made = curl('POST', '/api/v1/incidents', {
    title: 'Assigned by itself',
    service: 'frontend-api',
    severity: 'critical',
  });
  await step(
    'who is assigned to a new incident',
    made,
    { status: 201 },
    ({ assignedTo }) => assignedTo === current.body.engineer,
  );
  const { id } = made.body;
  const notify = curl('POST', '/api/v1/notify', {
    incident_id: id,
    channel: 'console',
    recipient: 'Mara',
    message: 'Please look.',
  });
  await step('a notification is taken', notify, { status: 202 });
  const escalated = curl('POST', '/api/v1/escalate', {
    incident_id: id,
    reason: 'No answer',
    to: 'Jonas',
  });
  await step('an escalation is taken', escalated, { status: 202 });
  const origin = 'http://localhost:8080';
  const asked = curl('GET', '/api/v1/incidents?limit=1', undefined, [`Origin: ${origin}`]);
  await step(
    'a page of another port may read it',
    asked,
    { status: 200 },
    (_, headers) => headers['access-control-allow-origin'][0] === origin,
  );
}

try {
  for (const part of [healthAndMetrics, integrationTest, correlation, mistakes, others]) {
    await part();
  }
} catch (error) {
  await check('nothing unforeseen happens', () => Promise.reject(error));
} finally {
  await server.remove();
}
console.log(
  '\nNot run here: docker compose up -d (no engine); Grafana shows metrics on dashboards.',
);
finish();
