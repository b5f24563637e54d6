import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A JSON Schema as `contract.json` has it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** One procedure of `contract.json`. */
export interface DocumentedProcedure {
  /** Such as `incidents.list`. */
  name: string;
  kind: 'query' | 'mutation' | 'subscription';
  summary: string;
  description?: string;
  rest?: { method: string; path: string; atRoot?: boolean; page?: boolean };
  input: JsonSchema;
  output: JsonSchema;
  errors: readonly string[];
  example: { input: object };
}

/** `contract.json`: all that the client is made from. */
export interface ContractDocument {
  errors: Record<string, { status: number; title: string }>;
  procedures: readonly DocumentedProcedure[];
  schemas: Record<string, JsonSchema>;
}

export const contractFile = fileURLToPath(import.meta.resolve('@tocsin/contract/contract.json'));

export async function readContract(): Promise<ContractDocument> {
  // Safe: the contract's own test holds that this file is what its generator writes.
  return JSON.parse(await readFile(contractFile, 'utf8')) as ContractDocument;
}

/** The procedures by feature, in the order of the contract. */
export function byFeature({ procedures }: ContractDocument): Map<string, DocumentedProcedure[]> {
  return Map.groupBy(procedures, ({ name }) => name.slice(0, name.indexOf('.')));
}

/** `incidents.addNote` → `addNote`. */
export const ownName = (name: string): string => name.slice(name.indexOf('.') + 1);

export const pascalCase = (name: string): string =>
  name.replace(/(?:^|[._-])(\w)/g, (_, letter: string) => letter.toUpperCase());
