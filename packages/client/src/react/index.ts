export { TocsinProvider, useTocsin } from './provider.ts';
export { tocsinKey, tocsinMutation, tocsinQuery } from './options.ts';
export { useLiveIncidents } from './use-live-incidents.ts';
export { useTocsinConnection } from './use-tocsin-connection.ts';
