/** What senders really send, in their own shapes. */

interface NotifiedOptions {
  status?: string;
  fingerprint?: string;
  labels?: Record<string, unknown>;
  startsAt?: string;
  endsAt?: string;
}

/** One alert of a notification of Alertmanager. */
export const instanceDown = ({
  status = 'firing',
  fingerprint = '791cec13fcba0368',
  labels = {},
  startsAt = '2026-03-01T07:58:08.326990857Z',
  endsAt = status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-03-01T08:30:00.1Z',
}: NotifiedOptions = {}) => ({
  status,
  labels: {
    alertname: 'InstanceDown',
    instance: '10.0.0.1:9100',
    job: 'node',
    severity: 'critical',
    ...labels,
  },
  annotations: {
    description: '10.0.0.1:9100 of job node has been down for more than 5 minutes.',
    runbook_url: 'https://runbooks.example.com/instance-down',
    summary: 'Instance 10.0.0.1:9100 down',
  },
  startsAt,
  endsAt,
  generatorURL: 'http://prometheus:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
  fingerprint,
});

/** A notification of Alertmanager 0.34, webhook version 4. */
export const alertmanager = (alerts: unknown[] = [instanceDown()], more: object = {}) => ({
  receiver: 'tocsin\\.example',
  status: 'firing',
  alerts,
  notification_reason: 'first notification',
  groupLabels: { alertname: 'InstanceDown' },
  commonLabels: { alertname: 'InstanceDown', severity: 'critical' },
  commonAnnotations: {},
  routeLabels: {},
  externalURL: 'http://alertmanager:9093',
  version: '4',
  groupKey: '{}/{severity="critical"}:{alertname="InstanceDown"}',
  truncatedAlerts: 0,
  ...more,
});

/** A notification of Grafana 12. */
export const grafana = ({ status = 'firing' } = {}) => ({
  receiver: 'Tocsin',
  status,
  orgId: 1,
  alerts: [
    {
      status,
      labels: {
        alertname: 'High memory usage',
        grafana_folder: 'Hosts',
        team: 'blue',
        zone: 'us-1',
      },
      annotations: { summary: 'Memory above 90 %', runbook_url: 'https://example.com/memory' },
      startsAt: '2026-03-01T08:51:03.157076+02:00',
      endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-03-01T09:10:00+02:00',
      generatorURL: 'https://play.grafana.org/alerting/grafana/1afz29v7z/view?orgId=1',
      fingerprint: 'c6eadffa33fcdf37',
      silenceURL: 'https://play.grafana.org/alerting/silence/new?alertmanager=grafana',
      dashboardURL: '',
      panelURL: '',
      values: { B: 44.23, C: 1 },
      valueString: "[ var='B' labels={zone=us-1} value=44.23 ]",
    },
  ],
  groupLabels: {},
  commonLabels: { team: 'blue' },
  commonAnnotations: {},
  externalURL: 'https://play.grafana.org/',
  appVersion: '12.1.0',
  version: '1',
  groupKey: '{}/{}:{alertname="High memory usage"}',
  truncatedAlerts: 0,
  title: '[FIRING:1] High memory usage (blue us-1)',
  state: status === 'firing' ? 'alerting' : 'ok',
  message: '**Firing**\n\nValue: B=44.23, C=1',
});

/** An event as Alertmanager's `pagerduty_configs` sends it. */
export const pagerDuty = (routingKey: string, fields: object = {}) => ({
  routing_key: routingKey,
  dedup_key: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  event_action: 'trigger',
  payload: {
    summary: '[FIRING:1] InstanceDown (10.0.0.1:9100 node critical)',
    source: 'Alertmanager',
    severity: 'error',
    timestamp: '2026-03-01T07:42:58.315+0000',
    class: 'ping',
    component: 'node',
    group: 'production',
    custom_details: {
      firing: 'Labels:\n - alertname = InstanceDown\n',
      num_firing: '1',
      num_resolved: '0',
      resolved: '',
    },
  },
  client: 'Alertmanager',
  client_url: 'http://alertmanager:9093/#/alerts?receiver=pagerduty',
  links: [{ href: 'https://example.com/', text: 'Runbook' }],
  images: [],
  ...fields,
});
