import { createContext, createElement, type ReactElement, type ReactNode, useContext } from 'react';
import type { Tocsin } from '../generated/tocsin.ts';

const TocsinContext = createContext<Tocsin | undefined>(undefined);

/**
 * Gives a client to everything inside. Make it once, outside of all components:
 *
 * ```tsx
 * const tocsin = createClient({ url: 'http://127.0.0.1:8000' });
 * <TocsinProvider client={tocsin}>…</TocsinProvider>
 * ```
 */
export function TocsinProvider(props: { client: Tocsin; children?: ReactNode }): ReactElement {
  return createElement(TocsinContext, { value: props.client }, props.children);
}

/** The client. Must be called inside of a `TocsinProvider`. */
export function useTocsin(): Tocsin {
  const tocsin = useContext(TocsinContext);
  if (tocsin) return tocsin;
  throw new Error('There is no Tocsin client: put <TocsinProvider client={…}> around the app.');
}
