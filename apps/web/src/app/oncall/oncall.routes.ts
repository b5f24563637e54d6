import type { Routes } from '@angular/router';
import { menusInMain } from '../ui/menus-in-main.ts';

const edit = async () => (await import('./schedule-editor-page.ts')).ScheduleEditorPage;

export const oncallRoutes: Routes = [
  {
    path: '',
    providers: menusInMain,
    children: [
      {
        path: '',
        title: 'On-call · Tocsin',
        loadComponent: async () => (await import('./oncall-page.ts')).OncallPage,
      },
      { path: 'new', title: 'New schedule · Tocsin', loadComponent: edit },
      {
        path: ':id',
        title: 'Schedule · Tocsin',
        loadComponent: async () => (await import('./schedule-page.ts')).SchedulePage,
      },
      { path: ':id/edit', title: 'Edit a schedule · Tocsin', loadComponent: edit },
    ],
  },
];
