import type { Routes } from '@angular/router';

export const policyRoutes: Routes = [
  {
    path: '',
    title: 'Escalation policies · Tocsin',
    loadComponent: async () => (await import('./policy-list-page.ts')).PolicyListPage,
  },
];
