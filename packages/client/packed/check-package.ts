import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pack } from './pack.ts';
import { checkShape } from './shape.ts';

/** `npm run check:package`: packs the package of the working directory, and checks its shape. */
const [tarball = ''] = await pack([basename(process.cwd())]);
await checkShape(tarball);
await rm(dirname(dirname(tarball)), { recursive: true });
