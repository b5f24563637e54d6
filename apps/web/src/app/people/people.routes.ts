import type { Routes } from '@angular/router';

export const peopleRoutes: Routes = [
  {
    path: '',
    title: 'People · Tocsin',
    loadComponent: async () => (await import('./person-list-page.ts')).PersonListPage,
  },
];
