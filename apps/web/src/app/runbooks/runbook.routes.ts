import type { Routes } from '@angular/router';
import { menusInMain } from '../ui/menus-in-main.ts';

export const runbookRoutes: Routes = [
  {
    path: '',
    providers: menusInMain,
    children: [
      {
        path: '',
        title: 'Runbooks · Tocsin',
        loadComponent: async () => (await import('./runbook-list-page.ts')).RunbookListPage,
      },
      {
        path: 'new',
        title: 'New runbook · Tocsin',
        loadComponent: async () => (await import('./runbook-editor-page.ts')).RunbookEditorPage,
      },
      {
        path: 'rules',
        title: 'Runbook rules · Tocsin',
        loadComponent: async () => (await import('./rule-list-page.ts')).RuleListPage,
      },
      {
        path: ':id',
        title: 'Runbook · Tocsin',
        loadComponent: async () => (await import('./runbook-page.ts')).RunbookPage,
      },
      {
        path: ':id/edit',
        title: 'Edit a runbook · Tocsin',
        loadComponent: async () => (await import('./runbook-editor-page.ts')).RunbookEditorPage,
      },
      {
        path: ':id/revisions',
        title: 'Revisions · Tocsin',
        loadComponent: async () => (await import('./revisions-page.ts')).RevisionsPage,
      },
    ],
  },
];
