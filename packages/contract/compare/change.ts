/** A way in which callers reach the API. */
export type Wire = 'rest' | 'trpc';

export type ChangeKind =
  | 'procedure-added'
  | 'procedure-removed'
  | 'procedure-kind-changed'
  | 'rest-added'
  | 'rest-removed'
  | 'rest-method-changed'
  | 'rest-path-changed'
  | 'rest-status-changed'
  | 'rest-location-changed'
  | 'rest-page-changed'
  | 'rest-version-changed'
  | 'rest-media-type-changed'
  | 'rest-body-changed'
  | 'rest-header-changed'
  | 'error-added'
  | 'error-removed'
  | 'error-status-changed'
  | 'input-field-added'
  | 'input-field-removed'
  | 'input-narrowed'
  | 'input-widened'
  | 'input-changed'
  | 'input-default-changed'
  | 'output-field-added'
  | 'output-field-removed'
  | 'output-narrowed'
  | 'output-widened'
  | 'output-changed'
  | 'docs-changed';

/** One difference between two contracts, seen by somebody who calls as the old one says. */
export interface Change {
  /** `feature.name` in the old contract, or in the new one if it is new; `*` is all of them. */
  procedure: string;
  /** Whose callers see it. */
  wires: Wire[];
  /** An old caller may fail, or get what the old contract rules out. */
  breaking: boolean;
  kind: ChangeKind;
  /** Where: `input.severity`, `output.items[].title`, `rest.path`, `errors.CONFLICT`. */
  path: string;
  /** What was, and what is, in words. */
  message: string;
}
