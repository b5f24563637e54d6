/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { EscalationPolicy, EscalationStep, Page } from './types.ts';

/** What `policies.list` takes. */
export interface PoliciesListInput {
  /**
   * Only the one that is for this service.
   * At most 100 characters.
   */
  service?: string | undefined;
  /**
   * How many items at most.
   * A whole number, 1 to 500.
   * @default 100
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the last page's `nextCursor`. Opaque.
   * At most 1,000 characters.
   */
  cursor?: string | undefined;
}

/** What `policies.create` takes. */
export interface PoliciesCreateInput {
  /**
   * What it is called, each policy by another name.
   * At most 200 characters.
   */
  name: string;
  /**
   * The services whose incidents it is for; each is in one policy at most.
   * At most 500 items.
   * @default []
   */
  services?: string[] | undefined;
  /**
   * Whether it is for all services that are in no policy; one policy at most is.
   * @default false
   */
  isDefault?: boolean | undefined;
  /**
   * The first pages when an incident is opened, each further one when the one before it has been
   * waited for. One that reaches nobody is not waited for.
   * At most 20 items.
   */
  steps: EscalationStep[];
  /**
   * How often all steps come once more, after the last has been waited for.
   * A whole number, 0 to 9.
   * @default 0
   */
  repeat?: number | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `policies.get` takes. */
export interface PoliciesGetInput {
  /**
   * The policy's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `policies.replace` takes. */
export interface PoliciesReplaceInput {
  /**
   * The policy's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What it is called, each policy by another name.
   * At most 200 characters.
   */
  name: string;
  /**
   * The services whose incidents it is for; each is in one policy at most.
   * At most 500 items.
   * @default []
   */
  services?: string[] | undefined;
  /**
   * Whether it is for all services that are in no policy; one policy at most is.
   * @default false
   */
  isDefault?: boolean | undefined;
  /**
   * The first pages when an incident is opened, each further one when the one before it has been
   * waited for. One that reaches nobody is not waited for.
   * At most 20 items.
   */
  steps: EscalationStep[];
  /**
   * How often all steps come once more, after the last has been waited for.
   * A whole number, 0 to 9.
   * @default 0
   */
  repeat?: number | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `policies.update` takes. */
export interface PoliciesUpdateInput {
  /**
   * The policy's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What it is called, each policy by another name.
   * At most 200 characters.
   */
  name?: string | undefined;
  /**
   * The services whose incidents it is for; each is in one policy at most.
   * At most 500 items.
   */
  services?: string[] | undefined;
  /** Whether it is for all services that are in no policy; one policy at most is. */
  isDefault?: boolean | undefined;
  /**
   * The first pages when an incident is opened, each further one when the one before it has been
   * waited for. One that reaches nobody is not waited for.
   * At most 20 items.
   */
  steps?: EscalationStep[] | undefined;
  /**
   * How often all steps come once more, after the last has been waited for.
   * A whole number, 0 to 9.
   */
  repeat?: number | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `policies.delete` takes. */
export interface PoliciesDeleteInput {
  /**
   * The policy's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** The procedures of `policies`. */
export interface Policies {
  /**
   * List escalation policies.
   *
   * By their names.
   * @see packages/contract/src/policies.ts:33
   */
  list: (input?: PoliciesListInput, options?: CallOptions) => Promise<Page<EscalationPolicy>>;

  /**
   * Make an escalation policy.
   *
   * Targets that are not there yet are taken: a step passes over whom it cannot find. CONFLICT:
   * another policy is called so, is for one of the services, or is the default.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/policies.ts:47
   */
  create: (input: PoliciesCreateInput, options?: CallOptions) => Promise<EscalationPolicy>;

  /**
   * Get one escalation policy.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/policies.ts:64
   */
  get: (input: PoliciesGetInput, options?: CallOptions) => Promise<EscalationPolicy>;

  /**
   * Replace an escalation policy.
   *
   * What is under way goes on by the policy as it was when it began. CONFLICT: another policy is
   * called so, is for one of the services, or is the default.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/policies.ts:72
   */
  replace: (input: PoliciesReplaceInput, options?: CallOptions) => Promise<EscalationPolicy>;

  /**
   * Change some fields of an escalation policy.
   *
   * What is left out stays; `services` and `steps` are replaced whole. What is under way goes on
   * by the policy as it was when it began. CONFLICT: another policy is called so, is for one of
   * the services, or is the default.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/policies.ts:81
   */
  update: (input: PoliciesUpdateInput, options?: CallOptions) => Promise<EscalationPolicy>;

  /**
   * Delete an escalation policy.
   *
   * What is under way goes on by the policy as it was.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/policies.ts:101
   */
  delete: (input: PoliciesDeleteInput, options?: CallOptions) => Promise<void>;
}
