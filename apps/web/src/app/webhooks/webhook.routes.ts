import type { Routes } from '@angular/router';

export const webhookRoutes: Routes = [
  {
    path: '',
    title: 'Webhooks · Tocsin',
    loadComponent: async () => (await import('./webhook-list-page.ts')).WebhookListPage,
  },
  {
    path: ':id',
    title: 'Webhook · Tocsin',
    loadComponent: async () => (await import('./webhook-page.ts')).WebhookPage,
  },
];
