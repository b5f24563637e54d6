import { OverlayContainer } from '@angular/cdk/overlay';
import { inject, provideEnvironmentInitializer } from '@angular/core';

/**
 * Menus belong to the content of a page, so screen readers find them in it and not behind it. For
 * routes, so that the code of menus is loaded with the first page that has them.
 */
export const menusInMain = [
  provideEnvironmentInitializer(() => {
    document.getElementById('main')?.append(inject(OverlayContainer).getContainerElement());
  }),
];
