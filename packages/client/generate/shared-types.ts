import type { ContractDocument, JsonSchema } from './contract-document.ts';
import { comment, fieldDocs } from './docs.ts';
import { checkMadeUp, fieldLines, fieldsOf, isMadeUp, JSON_VALUE, typeText } from './type-text.ts';

/** `types.ts`: what several procedures share, once and under the contract's own name. */
export function sharedTypes(contract: ContractDocument): string {
  const declared: string[] = [];
  const use = () => {};
  for (const [name, schema] of Object.entries(contract.schemas)) {
    if (isMadeUp(name)) checkMadeUp(name, schema);
    else declared.push(declaration(name, schema, use));
  }
  const page = contract.procedures.find(({ rest }) => rest?.page)?.output;
  if (page) declared.push(pageDeclaration(page, use));
  if (Object.keys(contract.schemas).some(isMadeUp)) declared.push(jsonDeclaration);
  return declared.join('\n');
}

function declaration(name: string, schema: JsonSchema, use: (name: string) => void): string {
  const docs = comment([...fieldDocs(schema), examples(schema)]);
  const isObject = schema['type'] === 'object' && fieldsOf(schema).length > 0;
  return isObject
    ? `${docs}export interface ${name} {\n${fieldLines(schema, use)}\n}\n`
    : `${docs}export type ${name} = ${typeText(schema, use)};\n`;
}

function examples({ examples: given }: JsonSchema): string | undefined {
  return Array.isArray(given) ? `@example ${JSON.stringify(given[0])}` : undefined;
}

function pageDeclaration(page: JsonSchema, use: (name: string) => void): string {
  const rest = fieldLines(page, use, ['items']);
  return `/** A page of a list. */\nexport interface Page<Item> {\nitems: Item[];\n${rest}\n}\n`;
}

const jsonDeclaration = `/** Whatever JSON can carry. */
export type ${JSON_VALUE} =
  | string | number | boolean | null | ${JSON_VALUE}[] | { [name: string]: ${JSON_VALUE} };
`;
