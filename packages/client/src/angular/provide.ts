import {
  type EnvironmentProviders,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
} from '@angular/core';
import { createClient } from '../create-client.ts';
import type { Tocsin } from '../generated/tocsin.ts';
import type { ClientOptions } from '../options.ts';

const TOCSIN = new InjectionToken<Tocsin>('Tocsin, by provideTocsin()');

/**
 * Provides the client, for `injectTocsin()` and all else of `@tocsin/client/angular`.
 *
 * Options that must be injected are given by a function, which runs in an injection context:
 * `provideTocsin(() => ({ url: '/', token: inject(Login).token }))`.
 */
export function provideTocsin(
  options: ClientOptions | (() => ClientOptions),
): EnvironmentProviders {
  const useFactory = () => createClient(typeof options === 'function' ? options() : options);
  return makeEnvironmentProviders([{ provide: TOCSIN, useFactory }]);
}

/** The client. Must be called in an injection context, such as where a field of a component is set. */
export function injectTocsin(): Tocsin {
  const tocsin = inject(TOCSIN, { optional: true });
  if (tocsin) return tocsin;
  throw new Error(
    'There is no Tocsin client: add provideTocsin({ url }) to the providers of the app.',
  );
}
