import type { Routes } from '@angular/router';
import type { TemplatePage } from '../notifications/template-page.ts';

export const settingsRoutes: Routes = [
  {
    path: '',
    title: 'Settings · Tocsin',
    loadComponent: async () => (await import('./settings-page.ts')).SettingsPage,
  },
  {
    path: 'templates',
    title: 'Notification texts · Tocsin',
    loadComponent: async () =>
      (await import('../notifications/template-list-page.ts')).TemplateListPage,
  },
  {
    path: 'templates/:id',
    title: 'Notification text · Tocsin',
    loadComponent: async () => (await import('../notifications/template-page.ts')).TemplatePage,
    canDeactivate: [(page: TemplatePage) => page.mayLeave()],
  },
];
