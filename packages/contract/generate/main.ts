import { writeFile } from 'node:fs/promises';
import { contract } from '../src/index.ts';
import { contractAsJson } from './contract-json.ts';
import { openApiOf } from './openapi.ts';

/** `npm run generate`: writes the two files that let a reviewer see every change of the API. */
const files = { 'contract.json': contractAsJson(contract), 'openapi.json': openApiOf(contract) };

for (const [name, content] of Object.entries(files)) {
  await writeFile(new URL(`../${name}`, import.meta.url), `${JSON.stringify(content, null, 2)}\n`);
}
