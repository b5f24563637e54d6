import type { Routes } from '@angular/router';
import { menusInMain } from '../ui/menus-in-main.ts';

export const incidentRoutes: Routes = [
  {
    path: '',
    providers: menusInMain,
    children: [
      {
        path: '',
        title: 'Incidents · Tocsin',
        loadComponent: async () => (await import('./incident-list-page.ts')).IncidentListPage,
      },
      {
        path: ':id',
        title: 'Incident · Tocsin',
        loadComponent: async () => (await import('./incident-page.ts')).IncidentPage,
      },
    ],
  },
];
