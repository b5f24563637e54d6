/**
 * Superjson's form for what is plain JSON already, as everything in the contract is: the client's
 * generator refuses what is not. Superjson itself would be a third of the client.
 */
export const plainJson = {
  serialize: (json: unknown): unknown => ({ json }),
  deserialize: (data: unknown): object => (data as { json: object }).json,
};
