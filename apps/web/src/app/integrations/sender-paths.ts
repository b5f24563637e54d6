import type { NewIntegration } from '@tocsin/client';

/** How one kind of sender is told where to send to. */
export interface Sender {
  name: string;
  hint: string;
  url: string;
  /** What goes beside the URL. */
  key?: string;
}

/** The addresses for each kind of sender, with what to put where. */
export function sendersOf(
  origin: string,
  { key, paths }: Pick<NewIntegration, 'key' | 'paths'>,
): Sender[] {
  return [
    {
      name: 'Alertmanager',
      hint: 'As url of a webhook_configs receiver.',
      url: origin + paths.alertmanager,
    },
    {
      name: 'Grafana',
      hint: 'As URL of a contact point of the kind Webhook.',
      url: origin + paths.grafana,
    },
    {
      name: 'PagerDuty senders',
      hint: 'As the address of the Events API v2, with the key as routing key.',
      url: origin + paths.pagerduty,
      key,
    },
    {
      name: 'Anything that posts JSON',
      hint: 'message, severity, status, dedup_key and labels are looked for.',
      url: origin + paths.events,
    },
  ];
}
