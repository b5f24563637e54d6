import type { DeliveryState, Webhook } from '@tocsin/client';

export const deliveryWord: Record<DeliveryState, string> = {
  waiting: 'Waiting',
  retrying: 'To be tried again',
  delivered: 'Delivered',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export type Health = 'ok' | 'failing' | 'disabled';

export function healthOf({ enabled, failingSince }: Webhook): Health {
  if (!enabled) return 'disabled';
  return failingSince === null ? 'ok' : 'failing';
}

export const healthWord: Record<Health, string> = {
  ok: 'Works',
  failing: 'Does not get through',
  disabled: 'Disabled',
};
