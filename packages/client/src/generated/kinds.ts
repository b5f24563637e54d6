/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

/** What a procedure does, for it decides how it is called: reads, changes, or sends. */
export type Kind = 0 | 1 | 2;
export const query = 0;
export const mutation = 1;
export const subscription = 2;

/** Every procedure of the contract, by feature and name. */
export const kinds: Record<string, Record<string, Kind>> = {
  alerts: {
    create: mutation,
    list: query,
    ofIncident: query,
    get: query,
    resolve: mutation,
    settings: query,
    saveSettings: mutation,
  },
  contactMethods: {
    list: query,
    create: mutation,
    get: query,
    update: mutation,
    delete: mutation,
    test: mutation,
  },
  events: { list: query, watch: subscription },
  incidents: {
    list: query,
    create: mutation,
    get: query,
    replace: mutation,
    update: mutation,
    delete: mutation,
    addNote: mutation,
    close: mutation,
    reopen: mutation,
    watch: subscription,
  },
  integrations: {
    list: query,
    create: mutation,
    get: query,
    update: mutation,
    delete: mutation,
    unreadable: query,
    alertmanager: mutation,
    grafana: mutation,
    grafanaByPut: mutation,
    events: mutation,
    pagerduty: mutation,
  },
  notificationRules: {
    list: query,
    create: mutation,
    get: query,
    update: mutation,
    delete: mutation,
  },
  notifications: { notify: mutation, list: query, ofIncident: query, get: query, resend: mutation },
  notificationTemplates: { list: query, get: query, replace: mutation, delete: mutation },
  oncall: { current: query, next: query },
  overrides: { list: query, create: mutation, get: query, update: mutation, delete: mutation },
  people: {
    list: query,
    create: mutation,
    get: query,
    replace: mutation,
    update: mutation,
    delete: mutation,
  },
  runbooks: {
    list: query,
    create: mutation,
    get: query,
    replace: mutation,
    update: mutation,
    delete: mutation,
    revisions: query,
  },
  schedules: {
    list: query,
    create: mutation,
    get: query,
    replace: mutation,
    update: mutation,
    delete: mutation,
    shifts: query,
    calendar: query,
  },
  system: {
    healthz: query,
    health: query,
    ready: query,
    apiHealth: query,
    apiReady: query,
    metrics: query,
  },
  webhooks: {
    list: query,
    create: mutation,
    get: query,
    update: mutation,
    delete: mutation,
    rotateSecret: mutation,
    test: mutation,
    deliveries: query,
    delivery: query,
    redeliver: mutation,
  },
};
