import type { Routes } from '@angular/router';

export const integrationRoutes: Routes = [
  {
    path: '',
    title: 'Integrations · Tocsin',
    loadComponent: async () => (await import('./integration-list-page.ts')).IntegrationListPage,
  },
  {
    path: ':id',
    title: 'Integration · Tocsin',
    loadComponent: async () => (await import('./integration-page.ts')).IntegrationPage,
  },
];
