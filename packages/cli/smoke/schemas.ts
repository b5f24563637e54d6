import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ContractDocument, JsonSchema, ProcedureDocument } from '@tocsin/contract/compare';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const file = fileURLToPath(import.meta.resolve('@tocsin/contract/contract.json'));
// Safe: a test of the contract holds that this file is what its generator writes.
export const contract = JSON.parse(readFileSync(file, 'utf8')) as ContractDocument;

// Every format that the contract names has a pattern beside it.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const validators = new Map<string, ValidateFunction>();

export function procedureOf(name: string): ProcedureDocument {
  const procedure = contract.procedures.find((one) => one.name === name);
  if (!procedure) throw new Error(`The contract has no ${name}.`);
  return procedure;
}

/** What is wrong with an output, by the contract: fields that it does not have are. */
export function outputFaults(name: string, output: unknown): string[] {
  return faults(name, () => procedureOf(name).output, output);
}

/** The same of the items of a page, which are what REST answers. */
export function itemsFaults(name: string, items: unknown): string[] {
  const { output } = procedureOf(name);
  const { properties } = (output === true ? {} : output) as {
    properties?: Record<string, JsonSchema>;
  };
  return faults(`${name}.items`, () => properties?.['items'] ?? true, items);
}

function faults(key: string, schema: () => JsonSchema, value: unknown): string[] {
  const known = validators.get(key);
  const validate = known ?? ajv.compile({ allOf: [schema()], schemas: contract.schemas });
  validators.set(key, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`,
  );
}
