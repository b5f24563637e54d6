/** The runbooks a fresh installation starts with. Their text is in the `runbooks/` folder. */

export interface SeedRunbook {
  title: string;
  /** Lower-case, kebab-case. */
  tags: readonly string[];
  /** The Markdown file, relative to the `runbooks/` folder. */
  file: string;
}

/** Which incidents a sample runbook is for. */
export interface SeedRule {
  name: string;
  /** The title of the runbook. */
  runbook: string;
  services?: readonly string[];
  words?: readonly string[];
}

export const seedRules: readonly SeedRule[] = [
  {
    name: 'Out of database connections',
    runbook: 'PostgreSQL connections exhausted',
    words: ['connections', 'too many clients', 'connection pool'],
  },
  {
    name: 'Payments fail at the provider',
    runbook: 'Third-party payment provider outage',
    services: ['payments'],
    words: ['provider', 'payments failing'],
  },
];

export const seedRunbooks: readonly SeedRunbook[] = [
  {
    title: 'API latency above its objective',
    tags: ['api', 'latency', 'performance', 'kubernetes'],
    file: 'api-latency-above-objective.md',
  },
  {
    title: 'PostgreSQL connections exhausted',
    tags: ['database', 'postgresql', 'connections'],
    file: 'postgresql-connections-exhausted.md',
  },
  {
    title: 'Disk filling up on a database host',
    tags: ['database', 'postgresql', 'disk', 'capacity'],
    file: 'database-disk-filling-up.md',
  },
  {
    title: 'Bad deploy: roll back',
    tags: ['deploy', 'rollback', 'kubernetes'],
    file: 'bad-deploy-rollback.md',
  },
  {
    title: 'TLS certificate about to expire or expired',
    tags: ['tls', 'certificates', 'edge'],
    file: 'tls-certificate-expiry.md',
  },
  {
    title: 'Message queue backlog growing',
    tags: ['queue', 'rabbitmq', 'capacity', 'workers'],
    file: 'queue-backlog-growing.md',
  },
  {
    title: 'Third-party payment provider outage',
    tags: ['payments', 'third-party', 'outage'],
    file: 'payment-provider-outage.md',
  },
];
