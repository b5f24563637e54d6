import { byFeature, type ContractDocument, ownName, pascalCase } from './contract-document.ts';
import { featureTypes, type Places } from './feature-types.ts';
import { sharedTypes } from './shared-types.ts';

const header = `/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.
`;

const fileOf = (feature: string): string =>
  `${feature.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;

/** Every generated file by its name, not yet formatted. */
export function clientFiles(contract: ContractDocument, places: Places): Record<string, string> {
  const features = [...byFeature(contract)];
  const files: Record<string, string> = {
    'types.ts': sharedTypes(contract),
    'error-codes.ts': errorCodes(contract),
    'kinds.ts': kinds(contract),
    'tocsin.ts': tocsin([...byFeature(contract).keys()]),
    'index.ts': index(features.map(([feature]) => feature)),
  };
  for (const [feature, procedures] of features) {
    const name = fileOf(feature);
    if (name in files) throw new Error(`No feature can be called ${feature}: ${name} is taken.`);
    files[name] = featureTypes(feature, procedures, contract, places);
  }
  refuseNameClashes(Object.values(files).join('\n'));
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, `${header}\n${text}`]),
  );
}

/** What the package exports besides. */
export const handWritten: readonly string[] = [
  'CallOptions',
  'ClientOptions',
  'CollectionMapping',
  'ImportCount',
  'ImportReport',
  'InputFault',
  'KeyValueStorage',
  'LiveState',
  'LocalStorageMapping',
  'OldIncident',
  'OldNote',
  'OldRunbook',
  'Skipped',
  'TocsinError',
  'TocsinErrorCode',
  'WatchOptions',
];

/** Every type has a name of its own, whichever file it is in: all are exported side by side. */
function refuseNameClashes(text: string): void {
  const names = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  const taken = new Set<string | undefined>(handWritten);
  for (const name of names) {
    if (taken.has(name)) throw new Error(`Two types would be called ${name}.`);
    taken.add(name);
  }
}

function errorCodes({ errors }: ContractDocument): string {
  const lines = Object.entries(errors).map(
    ([code, { status, title }]) => `/** ${status}: ${title}. */\n| '${code}'`,
  );
  return `/** The errors that a server answers with. */\nexport type ErrorCode =\n${lines.join('\n')};\n`;
}

/** All that is there at run time, of which each procedure costs a browser two or three bytes. */
function kinds(contract: ContractDocument): string {
  const lines = [...byFeature(contract)].map(([feature, procedures]) => {
    const own = procedures.map(({ name, kind }) => `${ownName(name)}: ${kind}`);
    return `${feature}: { ${own.join(', ')} },`;
  });
  return `/** What a procedure does, for it decides how it is called: reads, changes, or sends. */
export type Kind = 0 | 1 | 2;
export const query = 0;
export const mutation = 1;
export const subscription = 2;

/** Every procedure of the contract, by feature and name. */
export const kinds: Record<string, Record<string, Kind>> = {\n${lines.join('\n')}\n};\n`;
}

function tocsin(features: readonly string[]): string {
  const imports = features.map(
    (feature) => `import type { ${pascalCase(feature)} } from './${fileOf(feature)}';`,
  );
  const lines = features.map((feature) => `${feature}: ${pascalCase(feature)};`);
  return `${imports.join('\n')}

/** Everything that the API can do, by feature. Each function's \`name\` is that of its procedure. */
export interface Tocsin {\n${lines.join('\n')}\n}\n`;
}

function index(features: readonly string[]): string {
  return ['tocsin.ts', 'types.ts', 'error-codes.ts', ...features.map(fileOf)]
    .map((file) => `export type * from './${file}';`)
    .join('\n');
}
