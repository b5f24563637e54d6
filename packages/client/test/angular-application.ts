import {
  createEnvironmentInjector,
  type EnvironmentInjector,
  type EnvironmentProviders,
  ErrorHandler,
  Injector,
  provideZonelessChangeDetection,
  TransferState,
  ɵINJECTOR_SCOPE as INJECTOR_SCOPE,
} from '@angular/core';
import { onTestFinished } from 'vitest';

/** Angular's injectors, signals and effects as in every application; but there is no page. */
export function application(...providers: EnvironmentProviders[]): EnvironmentInjector {
  const root = createEnvironmentInjector(
    [
      { provide: INJECTOR_SCOPE, useValue: 'root' },
      // Both are found in the page where there is one.
      { provide: TransferState, useFactory: () => new TransferState() },
      ErrorHandler,
      provideZonelessChangeDetection(),
      ...providers,
    ],
    // Safe: it has nothing, and is asked for nothing but services.
    Injector.NULL as EnvironmentInjector,
  );
  onTestFinished(() => {
    if (!root.destroyed) root.destroy();
  });
  return root;
}

/** A place in the application that ends before it, as a component does. */
export const componentIn = (root: EnvironmentInjector): EnvironmentInjector =>
  createEnvironmentInjector([], root);
