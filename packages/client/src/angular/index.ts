export { tocsinConnection } from './connection.ts';
export { liveIncidents } from './live-incidents.ts';
export { injectTocsin, provideTocsin } from './provide.ts';
export { tocsinResource } from './resource.ts';
