/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { ContactMethod, Notification, NotificationChannel, Page } from './types.ts';

/** What `contactMethods.list` takes. */
export interface ContactMethodsListInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
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

/** What `contactMethods.create` takes. */
export interface ContactMethodsCreateInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /** The channel. */
  type: NotificationChannel;
  /**
   * An e-mail address, or the URL of a webhook; for `console` a name.
   * At most 2,000 characters.
   */
  address?: string | undefined;
  /**
   * What a webhook is signed with, as Standard Webhooks have it: `whsec_` and 24 to 64 bytes in
   * base64. Several while they rotate: each signs. Never answered.
   * At most 5 items.
   * @default []
   */
  secrets?: string[] | undefined;
  /**
   * What the person calls it; may be empty.
   * At most 100 characters.
   * @default ""
   */
  label?: string | undefined;
  /**
   * One that is not is never used.
   * @default true
   */
  enabled?: boolean | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  secretCount?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `contactMethods.get` takes. */
export interface ContactMethodsGetInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /**
   * The contact method's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `contactMethods.update` takes. */
export interface ContactMethodsUpdateInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /**
   * The contact method's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * An e-mail address, or the URL of a webhook; for `console` a name.
   * At most 2,000 characters.
   */
  address?: string | undefined;
  /**
   * What a webhook is signed with, as Standard Webhooks have it: `whsec_` and 24 to 64 bytes in
   * base64. Several while they rotate: each signs. Never answered.
   * At most 5 items.
   */
  secrets?: string[] | undefined;
  /**
   * What the person calls it; may be empty.
   * At most 100 characters.
   */
  label?: string | undefined;
  /** One that is not is never used. */
  enabled?: boolean | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  type?: unknown;
  /** Set by the server; accepted and ignored. */
  secretCount?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `contactMethods.delete` takes. */
export interface ContactMethodsDeleteInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /**
   * The contact method's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `contactMethods.test` takes. */
export interface ContactMethodsTestInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /**
   * The contact method's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** The procedures of `contactMethods`. */
export interface ContactMethods {
  /**
   * List the contact methods of a person.
   *
   * The oldest first.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/contact-methods.ts:68
   */
  list: (input: ContactMethodsListInput, options?: CallOptions) => Promise<Page<ContactMethod>>;

  /**
   * Add a way to reach a person.
   *
   * A webhook needs at least one secret; nothing else may have any. For `console` the address
   * may be left out: it is the person's name. It is used where a notification rule says so.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/contact-methods.ts:80
   */
  create: (input: ContactMethodsCreateInput, options?: CallOptions) => Promise<ContactMethod>;

  /**
   * Get one contact method.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/contact-methods.ts:115
   */
  get: (input: ContactMethodsGetInput, options?: CallOptions) => Promise<ContactMethod>;

  /**
   * Change some fields of a contact method.
   *
   * What is left out stays, the secrets too. Its type stays as it is.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/contact-methods.ts:123
   */
  update: (input: ContactMethodsUpdateInput, options?: CallOptions) => Promise<ContactMethod>;

  /**
   * Delete a contact method.
   *
   * The notification rules that use it go with it.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/contact-methods.ts:145
   */
  delete: (input: ContactMethodsDeleteInput, options?: CallOptions) => Promise<void>;

  /**
   * Send a test notification by a contact method.
   *
   * Even by one that is not enabled. `Location` tells what has become of it.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/contact-methods.ts:154
   */
  test: (input: ContactMethodsTestInput, options?: CallOptions) => Promise<Notification>;
}
