import { isDeepStrictEqual } from 'node:util';
import {
  type ContractDocument,
  type DocumentedProcedure,
  type JsonSchema,
  ownName,
  pascalCase,
} from './contract-document.ts';
import { comment } from './docs.ts';
import { fieldLines, fieldsOf, referredName, typeText } from './type-text.ts';

/** Where procedures are written, by their name. */
export type Places = ReadonlyMap<string, string>;

/** One file: the interface of a feature, and the inputs and outputs that belong to it alone. */
export function featureTypes(
  feature: string,
  procedures: readonly DocumentedProcedure[],
  contract: ContractDocument,
  places: Places,
): string {
  const shared = new Set<string>();
  const use = (name: string) => void shared.add(name);
  const options = new Set<string>();
  const own: string[] = [];
  const methods = procedures.map((procedure) => {
    const base = pascalCase(procedure.name);
    const hasFields = fieldsOf(procedure.input).length > 0;
    if (hasFields) own.push(inputDeclaration(`${base}Input`, procedure, use));
    const output = outputOf(procedure, contract, `${base}Output`, use);
    own.push(...output.declared);
    options.add(optionsOf(procedure));
    return `${methodDocs(procedure, contract, places)}${methodText(procedure, hasFields, output.type)}`;
  });
  return [
    `import type { ${[...options].toSorted().join(', ')} } from '../options.ts';`,
    shared.size > 0
      ? `import type { ${[...shared].toSorted().join(', ')} } from './types.ts';`
      : '',
    ...own,
    `/** The procedures of \`${feature}\`. */\nexport interface ${pascalCase(feature)} {\n${methods.join('\n\n')}\n}`,
    '',
  ].join('\n\n');
}

const optionsOf = ({ kind }: DocumentedProcedure): string =>
  kind === 'subscription' ? 'WatchOptions' : 'CallOptions';

function inputDeclaration(
  name: string,
  procedure: DocumentedProcedure,
  use: (name: string) => void,
): string {
  const fields = fieldLines(procedure.input, use);
  return `/** What \`${procedure.name}\` takes. */\nexport interface ${name} {\n${fields}\n}`;
}

function methodText(procedure: DocumentedProcedure, hasFields: boolean, output: string): string {
  const required = (procedure.input['required'] as string[] | undefined)?.length ?? 0;
  const name = ownName(procedure.name);
  const type = hasFields ? `${pascalCase(procedure.name)}Input` : 'Record<string, never>';
  const input = `input${required > 0 ? '' : '?'}: ${type}`;
  const result = procedure.kind === 'subscription' ? 'AsyncIterableIterator' : 'Promise';
  return `${name}: (${input}, options?: ${optionsOf(procedure)}) => ${result}<${output}>;`;
}

function methodDocs(
  { name, summary, description, errors }: DocumentedProcedure,
  contract: ContractDocument,
  places: Places,
): string {
  const place = places.get(name);
  if (place === undefined) throw new Error(`The contract's source has no line for ${name}.`);
  const thrown = errors.map((code) => {
    const known = contract.errors[code];
    if (!known) throw new Error(`${name} declares ${code}, which is not in the vocabulary.`);
    return `@throws {TocsinError} \`${code}\` (${known.status}): ${known.title}.`;
  });
  return comment([`${summary}.`, description && ' ', description, ...thrown, `@see ${place}`]);
}

interface OutputType {
  type: string;
  declared: string[];
}

function outputOf(
  { output, rest, name, kind }: DocumentedProcedure,
  contract: ContractDocument,
  ownType: string,
  use: (name: string) => void,
): OutputType {
  const answers = kind === 'subscription' ? 'sends, one at a time' : 'answers';
  if (rest?.page) {
    const { items } = output['properties'] as { items: { items: JsonSchema } };
    use('Page');
    return { type: `Page<${typeText(items.items, use)}>`, declared: [] };
  }
  if (output['type'] !== 'object' || referredName(output) !== undefined) {
    const type = typeText(output, use);
    if (!type.includes('{')) return { type, declared: [] };
    const declared = `/** What \`${name}\` ${answers}. */\nexport type ${ownType} = ${type};`;
    return { type: ownType, declared: [declared] };
  }
  const fields = fieldsOf(output);
  if (fields.length === 0) return { type: 'void', declared: [] };
  const base = extended(output, contract);
  if (base) use(base);
  const inherited = base ? fieldsOf(contract.schemas[base] ?? {}).map(([field]) => field) : [];
  const lines = fieldLines(output, use, inherited);
  const header = `export interface ${ownType}${base ? ` extends ${base}` : ''}`;
  const declared = `/** What \`${name}\` ${answers}. */\n${header} {\n${lines}\n}`;
  return { type: ownType, declared: [declared] };
}

/** The largest shared object that this one has whole. */
function extended(output: JsonSchema, contract: ContractDocument): string | undefined {
  const own = new Map(fieldsOf(output));
  const required = new Set(output['required'] as string[]);
  const size = (name: string) => fieldsOf(contract.schemas[name] ?? {}).length;
  return Object.keys(contract.schemas)
    .filter((name) => {
      const schema = contract.schemas[name] ?? {};
      const fields = fieldsOf(schema);
      const isRequired = new Set(schema['required'] as string[] | undefined);
      return (
        schema['type'] === 'object' &&
        fields.length > 1 &&
        fields.length < own.size &&
        fields.every(
          ([field, type]) =>
            isDeepStrictEqual(own.get(field), type) &&
            required.has(field) === isRequired.has(field),
        )
      );
    })
    .toSorted((a, b) => size(b) - size(a))[0];
}
