import type { Routes } from '@angular/router';

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Tocsin',
    loadComponent: async () => (await import('./home/home-page.ts')).HomePage,
  },
  {
    path: 'incidents',
    loadChildren: async () => (await import('./incidents/incident.routes.ts')).incidentRoutes,
  },
  {
    path: 'runbooks',
    loadChildren: async () => (await import('./runbooks/runbook.routes.ts')).runbookRoutes,
  },
  {
    path: 'settings',
    title: 'Settings · Tocsin',
    loadComponent: async () => (await import('./settings/settings-page.ts')).SettingsPage,
  },
  {
    path: '**',
    title: 'Not found · Tocsin',
    loadComponent: async () => (await import('./layout/not-found.ts')).NotFound,
  },
];
