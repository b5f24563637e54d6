import { firingAlert } from './fill.ts';

/** A way of sending alerts. */
export interface Sender {
  name: SenderName;
  title: string;
  /** So many alerts are in one request. */
  alertsEach: number;
  path: string;
  /** The body of the n-th request. */
  bodyOf(n: number): object;
}

export const senderNames = ['new', 'repeat', 'alertmanager'] as const;
export type SenderName = (typeof senderNames)[number];

const severities = ['critical', 'high', 'medium', 'low'];
const GROUP = 10;

/** The ways, to a server with so many firing alerts and an integration with this key. */
export const sendersTo = (firing: number, key: string): Sender[] => [
  {
    name: 'new',
    title: 'New alerts',
    alertsEach: 1,
    path: '/api/v1/alerts',
    bodyOf: (n) => ({
      service: `service-${n % 20}`,
      severity: severities[n % 4],
      message: `Errors of part ${n % 97} above 5 %`,
      labels: {
        region: 'us-east-1',
        instance: `10.0.${n % 250}.1:9100`,
        environment: 'production',
      },
    }),
  },
  {
    name: 'repeat',
    title: 'Repeats of firing alerts',
    alertsEach: 1,
    path: '/api/v1/alerts',
    bodyOf: (n) => ({
      // A prime step visits all of them in no order of theirs.
      ...firingAlert((n * 7919) % firing),
      severity: 'high',
      message: `Errors of part ${n % 97} above 5 %`,
      labels: { region: 'us-east-1' },
    }),
  },
  {
    name: 'alertmanager',
    title: `Alertmanager, ${GROUP} alerts a notification`,
    alertsEach: GROUP,
    path: `/api/v1/integrations/${key}/alertmanager`,
    bodyOf: (n) => ({
      version: '4',
      status: 'firing',
      groupKey: `{}:{alertname="Errors${n % 50}"}`,
      alerts: Array.from({ length: GROUP }, (_, i) => ({
        status: 'firing',
        labels: { alertname: `Errors${n % 50}`, instance: `10.0.${i}.1`, severity: 'warning' },
        annotations: { summary: `Errors of part ${n % 50} above 5 %` },
        startsAt: '2026-03-01T08:00:00Z',
        endsAt: '0001-01-01T00:00:00Z',
        fingerprint: `${n}-${i}`,
      })),
    }),
  },
];
