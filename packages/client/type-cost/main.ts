import { writeFile } from 'node:fs/promises';
import { everyProcedure } from './every-procedure.ts';

/** `npm run type-cost`: writes down what the client costs now, for the test to hold it to. */
const { instantiations, procedures } = await everyProcedure();
const file = new URL('budget.json', import.meta.url);
await writeFile(file, `${JSON.stringify({ procedures, instantiations }, null, 2)}\n`);
process.stdout.write(`${instantiations} instantiations for ${procedures} procedures\n`);
