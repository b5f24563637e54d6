import * as z from 'zod';
import type { ContractDocument, JsonSchema } from './document.ts';
import { versionForm } from './version.ts';

/** A text is not a contract that can be compared; the message says what is wrong with it. */
export class UnreadableContractError extends Error {
  override readonly name = 'UnreadableContractError';
}

const Schema: z.ZodType<JsonSchema> = z.union([z.boolean(), z.record(z.string(), z.unknown())]);

const Document = z.object({
  contract: z.literal(1),
  // Contracts had no version of their own before there was anything to compare them with.
  version: z.string().regex(versionForm, 'Must be major.minor.patch').default('0.0.0'),
  errors: z.record(z.string(), z.object({ status: z.int(), title: z.string() })),
  features: z.record(z.string(), z.string()).default({}),
  procedures: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['query', 'mutation', 'subscription']),
      summary: z.string(),
      description: z.string().optional(),
      rest: z
        .looseObject({
          method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
          path: z.templateLiteral(['/', z.string()]),
        })
        .optional(),
      input: Schema,
      output: Schema,
      errors: z.array(z.string()),
      example: z.object({ input: z.unknown(), output: z.unknown() }),
    }),
  ),
  schemas: z.record(z.string(), Schema),
});

/** Reads the text of a `contract.json`. */
export function readContract(text: string): ContractDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UnreadableContractError(`it is not JSON: ${(error as Error).message}`);
  }
  const parsed = Document.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the whole';
  throw new UnreadableContractError(`it is not a contract.json: ${where}: ${issue?.message}`);
}
