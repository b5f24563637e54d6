import manifest from '../package.json' with { type: 'json' };
import { errorVocabulary } from '../src/errors.ts';
import { features } from '../src/index.ts';
import type { Contract } from '../src/procedure.ts';
import { schemaCollector } from './json-schema.ts';

/** The whole contract as data: what tools need that cannot, or should not, load zod. */
export function contractAsJson(contract: Contract) {
  const { collect, named } = schemaCollector('#/schemas/');
  const procedures = Object.entries(contract).flatMap(([feature, procedures]) =>
    Object.entries(procedures).map(([name, procedure]) => ({
      name: `${feature}.${name}`,
      kind: procedure.kind,
      summary: procedure.summary,
      ...(procedure.description === undefined ? {} : { description: procedure.description }),
      ...(procedure.rest === undefined ? {} : { rest: procedure.rest }),
      input: collect(procedure.input, 'input'),
      output: collect(procedure.output, 'output'),
      errors: procedure.errors,
      example: procedure.example,
    })),
  );
  const schemas = Object.fromEntries(
    Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const about = Object.entries(features).filter(([feature]) => feature in contract);
  return {
    contract: 1,
    version: manifest.version,
    errors: errorVocabulary,
    features: Object.fromEntries(about),
    procedures,
    schemas,
  };
}
