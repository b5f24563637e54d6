import type { ErrorCode } from '../src/errors.ts';
import type { RestBinding } from '../src/procedure.ts';

/** A JSON Schema, draft 2020-12; `true` accepts everything. */
export type JsonSchema = { [keyword: string]: unknown } | boolean;

/** One procedure, as `contract.json` has it. */
export interface ProcedureDocument {
  /** `feature.name`. */
  name: string;
  kind: 'query' | 'mutation' | 'subscription';
  summary: string;
  description?: string | undefined;
  /** Absent where only the tRPC wire has it. */
  rest?: RestBinding | undefined;
  input: JsonSchema;
  output: JsonSchema;
  errors: readonly string[];
  example: { input: unknown; output: unknown };
}

/** `contract.json`: the whole contract as data. */
export interface ContractDocument {
  /** The version of this form. */
  contract: 1;
  /** The version of the contract itself: `major.minor.patch`. */
  version: string;
  errors: Partial<Record<ErrorCode, { status: number; title: string }>>;
  /** What each feature is about, in one line. */
  features: Readonly<Record<string, string>>;
  procedures: readonly ProcedureDocument[];
  /** What `#/schemas/<name>` refers to. */
  schemas: Readonly<Record<string, JsonSchema>>;
}
