/** The incidents a fresh installation starts with. Times are relative, so they never go stale. */

export interface SeedNote {
  /** Minutes after the incident was opened. */
  minutesAfter: number;
  author: string;
  /** Markdown. */
  text: string;
}

export interface SeedIncident {
  title: string;
  severity: 'P1' | 'P2' | 'P3' | 'P4';
  service: string;
  assignedTo: string | null;
  /** How long before the first start it was opened. */
  openedMinutesAgo: number;
  phase: 'open' | 'acknowledged' | 'in_progress' | 'resolved';
  /** Minutes after opening; present when the phase has got that far. */
  acknowledgedAfter?: number;
  /** Minutes after opening; present when the phase has got that far. */
  resolvedAfter?: number;
  notes: readonly SeedNote[];
}

const hour = 60;
const day = 24 * hour;

export const seedIncidents: readonly SeedIncident[] = [
  {
    title: 'SMS one-time codes arrive several minutes late',
    severity: 'P2',
    service: 'notifications',
    assignedTo: null,
    openedMinutesAgo: 12,
    phase: 'open',
    notes: [
      {
        minutesAfter: 3,
        author: 'Ingrid S.',
        text:
          'Support has 14 tickets: the login code arrives after it has expired. All of them use ' +
          'SMS. Codes by mail are fine.',
      },
      {
        minutesAfter: 8,
        author: 'Ingrid S.',
        text:
          '31 tickets now, from at least three mobile networks. Told customers to choose mail ' +
          'for the moment.',
      },
    ],
  },
  {
    title: 'Card payments failing with 503 from the payment provider',
    severity: 'P1',
    service: 'payments',
    assignedTo: 'Marta Kowalczyk',
    openedMinutesAgo: 47,
    phase: 'in_progress',
    acknowledgedAfter: 2,
    notes: [
      {
        minutesAfter: 4,
        author: 'Marta Kowalczyk',
        text:
          '38% of authorisations fail. No deploy and no key change on our side today. Started ' +
          'the payment provider runbook.',
      },
      {
        minutesAfter: 11,
        author: 'Daniel O.',
        text:
          'Counted over the last ten minutes:\n\n' +
          '- `503`: 412\n' +
          '- timeout: 97\n' +
          '- `200`: 830\n\n' +
          'Their status page is still green. Opened a ticket with their hotline.',
      },
      {
        minutesAfter: 19,
        author: 'Marta Kowalczyk',
        text:
          'Suspended the `subscription-renewals` job and lowered the provider timeout to 8 s. ' +
          'Checkout no longer hangs; it shows the notice instead.',
      },
      {
        minutesAfter: 41,
        author: 'Daniel O.',
        text:
          'The provider confirms a fault in one of its regions. Moving 10% of new payments to ' +
          'the backup provider. 143 payments have an unknown outcome; the list is saved for ' +
          'reconciliation.',
      },
    ],
  },
  {
    title: 'Search p95 above 800 ms since the index rebuild',
    severity: 'P3',
    service: 'search',
    assignedTo: 'Tomás R.',
    openedMinutesAgo: 95,
    phase: 'acknowledged',
    acknowledgedAfter: 14,
    notes: [
      {
        minutesAfter: 16,
        author: 'Tomás R.',
        text:
          'p95 went from 310 ms to 840 ms when the alias moved to `products-v7`. Results are ' +
          'correct, only slow.',
      },
      {
        minutesAfter: 52,
        author: 'Tomás R.',
        text:
          'The new index has 64 segments on each shard; the old one had 9. A merge is running. I ' +
          'will look again when it has finished before touching anything else.',
      },
    ],
  },
  {
    title: 'Footer links on the help pages return 404',
    severity: 'P4',
    service: 'web',
    assignedTo: null,
    openedMinutesAgo: 230,
    phase: 'open',
    notes: [
      {
        minutesAfter: 6,
        author: 'Lena Brandt',
        text:
          'Four links lead to the old `/legal/...` paths:\n\n' +
          '1. Terms\n' +
          '2. Privacy\n' +
          '3. Imprint\n' +
          '4. Returns\n\n' +
          'The same links in the shop footer work.',
      },
      {
        minutesAfter: 75,
        author: 'Owen P.',
        text:
          'The help pages build their own footer. Can wait for the web team, but please before ' +
          'the next newsletter.',
      },
    ],
  },
  {
    title: 'Nightly revenue export two hours late',
    severity: 'P3',
    service: 'data-pipeline',
    assignedTo: 'Yuki Tanabe',
    openedMinutesAgo: 6 * hour + 20,
    phase: 'acknowledged',
    acknowledgedAfter: 48,
    notes: [
      {
        minutesAfter: 50,
        author: 'Yuki Tanabe',
        text:
          'The export itself is healthy. It waited for `orders_snapshot`, which took 2 h 40 min ' +
          'instead of 35 min.',
      },
      {
        minutesAfter: 128,
        author: 'Yuki Tanabe',
        text:
          'Export delivered. Finance has confirmed the totals. I am keeping this open to find ' +
          'out why the snapshot was slow.',
      },
      {
        minutesAfter: 190,
        author: 'Amara N.',
        text:
          'A manual `VACUUM` of `orders` ran on the replica source at the same time. That could ' +
          'explain it. Asking who scheduled it.',
      },
    ],
  },
  {
    title: 'Mobile users signed out at random after token refresh',
    severity: 'P2',
    service: 'auth',
    assignedTo: 'Samir Haddad',
    openedMinutesAgo: day + 1 * hour,
    phase: 'in_progress',
    acknowledgedAfter: 9,
    notes: [
      {
        minutesAfter: 22,
        author: 'Samir Haddad',
        text:
          'About 2% of refresh calls answer `401 invalid_grant`. Only the mobile apps, all ' +
          'versions.',
      },
      {
        minutesAfter: 140,
        author: 'Samir Haddad',
        text:
          'The apps sometimes send the same refresh token twice within a second. The second call ' +
          'counts as reuse and ends the whole session.',
      },
      {
        minutesAfter: 310,
        author: 'Grace W.',
        text:
          'Proposal: accept a rotated token for 30 s more and answer with the same new token. ' +
          'Security agrees, as long as reuse after that still ends the session.',
      },
      {
        minutesAfter: 22 * hour,
        author: 'Samir Haddad',
        text:
          'Grace period is live for 25% of users. In that group the 401 rate fell from 2.1% to ' +
          '0.1%. Going to 100% if the next hours stay quiet.',
      },
    ],
  },
  {
    title: 'Certificate for status.example.com expires in 13 days',
    severity: 'P4',
    service: 'edge',
    assignedTo: 'Nils E.',
    openedMinutesAgo: 2 * day + 7 * hour,
    phase: 'in_progress',
    acknowledgedAfter: 3 * hour,
    notes: [
      {
        minutesAfter: 3 * hour + 5,
        author: 'Nils E.',
        text:
          'Automatic renewal has failed for 17 days. `certbot renew --dry-run` says the ' +
          'challenge file cannot be fetched.',
      },
      {
        minutesAfter: day,
        author: 'Nils E.',
        text:
          'The host sends all of port 80 to HTTPS on another machine, and that one knows nothing ' +
          'of `/.well-known/acme-challenge/`. Change to the redirect is in review.',
      },
    ],
  },
  {
    title: 'Orders database refuses connections: too many clients already',
    severity: 'P1',
    service: 'checkout-api',
    assignedTo: 'Priya Raman',
    openedMinutesAgo: 3 * day + 2 * hour,
    phase: 'resolved',
    acknowledgedAfter: 1,
    resolvedAfter: 58,
    notes: [
      {
        minutesAfter: 5,
        author: 'Priya Raman',
        text:
          '200 of 200 connections used, 131 of them `idle in transaction`, all from ' +
          '`checkout-api`. Following the connections runbook.',
      },
      {
        minutesAfter: 13,
        author: 'Priya Raman',
        text:
          'Ended the sessions that had been idle for more than five minutes. Checkout works ' +
          'again. The number is climbing slowly.',
      },
      {
        minutesAfter: 29,
        author: 'Jonas F.',
        text:
          'Found it. The address check added yesterday calls an external service inside the ' +
          'transaction, and that service is slow today. Turned its flag off.',
      },
      {
        minutesAfter: 58,
        author: 'Priya Raman',
        text:
          'Steady at 64 connections for 25 minutes. `idle_in_transaction_session_timeout` is now ' +
          '60 s for the role, and stays. Resolved.',
      },
      {
        minutesAfter: 20 * hour,
        author: 'Jonas F.',
        text:
          'Follow-up: the address check now runs before the transaction starts. A pool usage ' +
          'alert at 80% has been added.',
      },
    ],
  },
  {
    title: 'Expired TLS certificate on the partner API',
    severity: 'P2',
    service: 'edge',
    assignedTo: 'Nils E.',
    openedMinutesAgo: 6 * day + 4 * hour,
    phase: 'resolved',
    acknowledgedAfter: 6,
    resolvedAfter: 41,
    notes: [
      {
        minutesAfter: 8,
        author: 'Nils E.',
        text:
          'Two of three edge nodes serve the renewed certificate. The third still has the old ' +
          'one, so one call in three fails:\n\n' +
          '```\n' +
          'edge-1  serial=04A17C  valid for 60 days\n' +
          'edge-2  serial=04A17C  valid for 60 days\n' +
          'edge-3  serial=03F80D  expired\n' +
          '```',
      },
      {
        minutesAfter: 23,
        author: 'Nils E.',
        text:
          'The file on `edge-3` is current, but nginx never reloaded: `nginx -t` failed on a ' +
          'leftover test file. Removed the file and reloaded.',
      },
      {
        minutesAfter: 41,
        author: 'Fatima Z.',
        text:
          'Both large partners confirm that calls succeed. Our probe now checks every node ' +
          'instead of the shared name.',
      },
    ],
  },
  {
    title: 'Disk of the orders replica at 86% and growing',
    severity: 'P4',
    service: 'orders-db',
    assignedTo: 'Amara N.',
    openedMinutesAgo: 9 * day + 3 * hour,
    phase: 'resolved',
    acknowledgedAfter: 95,
    resolvedAfter: day + 5 * hour,
    notes: [
      {
        minutesAfter: 110,
        author: 'Amara N.',
        text:
          'Grows by 0.6% a day, so there is no hurry. `pg_wal` is small. The server logs take 48 ' +
          'GB.',
      },
      {
        minutesAfter: 4 * hour,
        author: 'Amara N.',
        text:
          '`log_min_duration_statement` was set to `0` during a test six weeks ago and never put ' +
          'back. Every statement is logged.',
      },
      {
        minutesAfter: day + 5 * hour,
        author: 'Amara N.',
        text: 'Setting is back to 500 ms, old logs are archived. The disk is at 61% and flat.',
      },
    ],
  },
  {
    title: 'Order confirmation mails delayed: mail queue backlog',
    severity: 'P3',
    service: 'notifications',
    assignedTo: 'Lena Brandt',
    openedMinutesAgo: 14 * day + 5 * hour,
    phase: 'resolved',
    acknowledgedAfter: 17,
    resolvedAfter: 205,
    notes: [
      {
        minutesAfter: 20,
        author: 'Lena Brandt',
        text:
          '640,000 messages ready in `mail.outgoing`. In 150/s, out 60/s. A newsletter campaign ' +
          'uses the same queue as order mails.',
      },
      {
        minutesAfter: 34,
        author: 'Lena Brandt',
        text:
          'Paused the campaign and went from 4 to 8 workers. In is 55/s, out is 118/s: empty in ' +
          'about three hours. Not going higher: the mail provider allows 120/s.',
      },
      {
        minutesAfter: 205,
        author: 'Owen P.',
        text:
          'Queue empty, order mails leave within five seconds. Next steps:\n\n' +
          '- [ ] a queue of its own for campaigns\n' +
          '- [ ] an alert on the age of the oldest message, not on depth',
      },
    ],
  },
  {
    title: 'Checkout returns 500 for carts with a voucher after release 2.38.0',
    severity: 'P1',
    service: 'checkout-api',
    assignedTo: 'Jonas F.',
    openedMinutesAgo: 20 * day,
    phase: 'resolved',
    acknowledgedAfter: 3,
    resolvedAfter: 26,
    notes: [
      {
        minutesAfter: 5,
        author: 'Jonas F.',
        text:
          'Errors began four minutes after the rollout of `2.38.0`. One order in nine has a ' +
          'voucher, and all of those fail. No migration in this release. Rolling back.',
      },
      {
        minutesAfter: 12,
        author: 'Jonas F.',
        text:
          '`kubectl rollout undo deploy/checkout-api -n production --to-revision=212` is done, ' +
          'all pods are on `2.37.4`. Sync is paused so that it stays there.',
      },
      {
        minutesAfter: 26,
        author: 'Priya Raman',
        text:
          'Error rate normal for ten minutes, and test orders with three kinds of voucher went ' +
          'through. 318 failed orders; support is writing to the customers.',
      },
      {
        minutesAfter: 3 * day,
        author: 'Jonas F.',
        text:
          'Cause: a rounding helper returned `null` for a discount of 100%, and the total was ' +
          'computed from it. Fixed in `2.38.1` with a test for it.',
      },
    ],
  },
];
