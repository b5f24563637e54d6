import type { Intake } from './alerts/intake.ts';
import type { Clock } from './clock.ts';
import type { EscalationMetrics } from './escalations/metrics.ts';
import type { EventFeed } from './events/feed.ts';
import type { Notifier } from './notifications/notifier.ts';
import type { Storage } from './storage/storage.ts';
import type { BuildInfo } from './config.ts';
import type { Webhooks } from './webhooks/run-webhooks.ts';

/** Who acts. There is no authentication yet, so callers are anonymous. */
export type Actor = { kind: 'anonymous' } | { kind: 'system' };

/** The actor as the event log and revisions name it. */
export const actorName = (actor: Actor): string => actor.kind;

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** Calls back when the lines until now are written; where it is missing, each is at once. */
  flush?(done: (error?: Error) => void): void;
}

/** What the whole server shares. */
export interface Services {
  storage: Storage;
  feed: EventFeed;
  clock: Clock;
  build: BuildInfo;
  intake: Intake;
  notifier: Notifier;
  webhooks: Webhooks;
  escalations: EscalationMetrics;
  metricsText(): Promise<string>;
}

/** What a handler works with: the shared services, and who asks. */
export interface Context extends Services {
  actor: Actor;
  requestId: string;
  log: Log;
}

/** What a context is made of: a request of any wire. */
interface Request {
  id: string;
  log: { child(fields: object): Log };
}

const anonymous: Actor = { kind: 'anonymous' };

/** The context of each request: it inherits the services, which are many, and adds who asks. */
export function contextsWith(services: Services): (request: Request) => Context {
  class RequestContext {
    readonly actor = anonymous;
    readonly requestId: string;
    readonly #request: Request;

    constructor(request: Request) {
      this.requestId = request.id;
      this.#request = request;
    }

    get log(): Log {
      return this.#request.log.child({ requestId: this.requestId });
    }
  }
  Object.assign(RequestContext.prototype, services);
  // Safe: the services are on its prototype.
  return (request) => new RequestContext(request) as RequestContext & Services;
}
