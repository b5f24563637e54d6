import type { Contract } from '@tocsin/contract';
import * as z from 'zod';

/**
 * Throws unless JSON can carry all that goes over the wire: the client has no transformer for
 * dates, maps and the like, which would be a third of its size.
 */
export function refuseWhatJsonCannotCarry(contract: Contract): void {
  for (const [feature, procedures] of Object.entries(contract)) {
    for (const [name, { input, output }] of Object.entries(procedures)) {
      for (const [io, schema] of [
        ['input', input],
        ['output', output],
      ] as const) {
        try {
          z.toJSONSchema(schema, { io, unrepresentable: 'throw' });
        } catch (cause) {
          throw new Error(`The ${io} of ${feature}.${name} is not plain JSON.`, { cause });
        }
      }
    }
  }
}
