import type { Routes } from '@angular/router';

export const peopleRoutes: Routes = [
  {
    path: '',
    title: 'People · Tocsin',
    loadComponent: async () => (await import('./person-list-page.ts')).PersonListPage,
  },
  {
    path: ':id',
    title: 'Person · Tocsin',
    loadComponent: async () => (await import('./person-page.ts')).PersonPage,
  },
];
