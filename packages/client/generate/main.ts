import { mkdir, rm, writeFile } from 'node:fs/promises';
import { contract } from '@tocsin/contract';
import { clientFiles } from './client-files.ts';
import { readContract } from './contract-document.ts';
import { formatted } from './formatted.ts';
import { refuseWhatJsonCannotCarry } from './plain-json.ts';
import { sourceLines } from './source-lines.ts';

/** `npm run generate`: writes the client's types, and the little that it needs at run time. */
const folder = new URL('../src/generated/', import.meta.url);

refuseWhatJsonCannotCarry(contract);
const files = await formatted(clientFiles(await readContract(), await sourceLines()));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) await writeFile(new URL(name, folder), text);
