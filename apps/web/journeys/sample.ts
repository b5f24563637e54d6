import type {
  Alert,
  ContactMethod,
  Incident,
  NewIntegration,
  NewWebhook,
  Person,
  Schedule,
} from '@tocsin/client';
import type { ServerProcess } from './server-process.ts';

type Api = ServerProcess['api'];

const HOUR = 3_600_000;
export const inHours = (hours: number): string =>
  new Date(Math.floor(Date.now() / HOUR) * HOUR + hours * HOUR).toISOString();

/** People, and two teams: one whose turns change daily, one with nights that nobody has. */
export async function makeSchedules(api: Api): Promise<{ payments: Schedule; platform: Schedule }> {
  for (const [name, timeZone] of [
    ['Mara Lindqvist', 'Europe/Berlin'],
    ['Jonas Weber', 'Europe/Berlin'],
    ['Aiko Tanaka', 'Asia/Tokyo'],
  ] as const) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    await api('POST', '/people', { name, email, timeZone });
  }
  // Safe: that is what it answers.
  const payments = (await api('POST', '/schedules', {
    team: 'payments',
    name: 'Payments, first line',
    layers: [
      {
        rotation: 'daily',
        turnLength: 2,
        members: ['Mara Lindqvist', 'Jonas Weber', 'Aiko Tanaka'],
        start: inHours(-24 * 30),
      },
    ],
  })) as Schedule;
  const platform = (await api('POST', '/schedules', {
    team: 'platform',
    layers: [
      {
        rotation: 'weekly',
        members: ['Jonas Weber', 'Aiko Tanaka'],
        start: inHours(-24 * 30),
        restrictions: [{ from: '06:00', to: '22:00' }],
      },
    ],
  })) as Schedule;
  await api('POST', `/schedules/${payments.id}/overrides`, {
    member: 'Aiko Tanaka',
    start: inHours(50),
    end: inHours(62),
    reason: 'Jonas is at the dentist',
  });
  return { payments, platform };
}

/** An integration, an alert that came by it, and something that it could not read. */
export async function makeAlerts(
  api: Api,
): Promise<{ integration: NewIntegration; incident: Incident; alert: Alert }> {
  const integration = (await api('POST', '/integrations', {
    name: 'Alertmanager of the main cluster',
    service: 'frontend-api',
    service_label: 'service',
  })) as NewIntegration;
  for (const [name, severity, status] of [
    ['HighErrorRate', 'critical', 'firing'],
    ['SlowRequests', 'critical', 'firing'],
    ['DiskWillFill', 'low', 'resolved'],
    ['DiskWillFill', 'low', 'firing'],
  ] as const) {
    const labels = { alertname: name, severity, region: 'eu-central-1', pod: 'frontend-7d9c-x2x' };
    const annotations = { summary: `${name}: 5xx above 10 % for five minutes` };
    await api('POST', `/integrations/${integration.key}/alertmanager`, {
      alerts: [{ status, labels, annotations, startsAt: inHours(-1), fingerprint: name }],
    });
  }
  await api('POST', `/integrations/${integration.key}/alertmanager`, { alerts: [{}] }).catch(
    () => {},
  );
  const [alert] = (await api('GET', '/alerts?severity=critical')) as [Alert];
  const incident = (await api('GET', `/incidents/${alert.incident_id}`)) as Incident;
  return { integration, incident, alert };
}

/** A person with ways to be reached, told of an incident; and a server that is told of everything. */
export async function makeReceivers(
  api: Api,
  incidentId: string,
): Promise<{ person: Person; webhook: NewWebhook }> {
  const [person] = (await api('GET', '/people?name=Mara+Lindqvist')) as [Person];
  const method = (await api('POST', `/people/${person.id}/contact-methods`, {
    type: 'console',
    label: 'Log',
  })) as ContactMethod;
  await api('POST', `/people/${person.id}/notification-rules`, {
    contactMethodId: method.id,
    delayMinutes: 5,
    urgency: 'high',
  });
  await api('POST', '/notify', {
    incident_id: incidentId,
    channel: 'console',
    recipient: person.name,
    message: 'Please look.',
  });
  const webhook = (await api('POST', '/webhooks', {
    url: 'http://127.0.0.1:9/hook',
    description: 'Status page',
    types: ['incident.*'],
  })) as NewWebhook;
  await api('POST', '/incidents', { title: 'Slow exports', severity: 'P4', service: 'reports' });
  return { person, webhook };
}
