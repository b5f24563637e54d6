/** What a sender sends, as the text of a body. */
export const notificationText = JSON.stringify({
  receiver: 'tocsin',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'InstanceDown', instance: '10.0.0.1:9100', severity: 'critical' },
      annotations: { summary: 'Instance 10.0.0.1:9100 is down' },
      startsAt: '2026-03-01T07:59:30.326Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus:9090/graph?g0.expr=up+%3D%3D+0',
      fingerprint: '791cec13fcba0368',
    },
  ],
  groupLabels: { alertname: 'InstanceDown' },
  externalURL: 'http://alertmanager:9093',
  version: '4',
  groupKey: '{}:{alertname="InstanceDown"}',
});

export const mappedText = JSON.stringify({
  id: 'check-17',
  title: 'Disk of db-1 is 95 % full',
  level: 'warning',
  state: 'alerting',
});

export const pagerDutyText = (routingKey: string): string =>
  JSON.stringify({
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: 'srv01/mysql',
    payload: { summary: 'Disk at 99 %', source: 'prod03.example.com', severity: 'critical' },
  });
