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
    path: 'alerts',
    loadChildren: async () => (await import('./alerts/alert.routes.ts')).alertRoutes,
  },
  {
    path: 'oncall',
    loadChildren: async () => (await import('./oncall/oncall.routes.ts')).oncallRoutes,
  },
  {
    path: 'integrations',
    loadChildren: async () =>
      (await import('./integrations/integration.routes.ts')).integrationRoutes,
  },
  {
    path: 'people',
    loadChildren: async () => (await import('./people/people.routes.ts')).peopleRoutes,
  },
  {
    path: 'policies',
    loadChildren: async () => (await import('./policies/policy.routes.ts')).policyRoutes,
  },
  {
    path: 'webhooks',
    loadChildren: async () => (await import('./webhooks/webhook.routes.ts')).webhookRoutes,
  },
  {
    path: 'more',
    title: 'More · Tocsin',
    loadComponent: async () => (await import('./layout/more-page.ts')).MorePage,
  },
  {
    path: 'runbooks',
    loadChildren: async () => (await import('./runbooks/runbook.routes.ts')).runbookRoutes,
  },
  {
    path: 'settings',
    loadChildren: async () => (await import('./settings/settings.routes.ts')).settingsRoutes,
  },
  {
    path: '**',
    title: 'Not found · Tocsin',
    loadComponent: async () => (await import('./layout/not-found.ts')).NotFound,
  },
];
