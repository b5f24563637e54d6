import type { Routes } from '@angular/router';
import { menusInMain } from '../ui/menus-in-main.ts';

export const alertRoutes: Routes = [
  {
    path: '',
    providers: menusInMain,
    children: [
      {
        path: '',
        title: 'Alerts · Tocsin',
        loadComponent: async () => (await import('./alert-list-page.ts')).AlertListPage,
      },
    ],
  },
];
