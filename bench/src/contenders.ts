import { type Wire, rest, trpc } from './wires.ts';

export interface Contender {
  title: string;
  /** Its file in `contenders/`; each runs in a process of its own. */
  entry: string;
  wire: Wire;
}

const of = (title: string, entry: string, wire: Wire): Contender => ({ title, entry, wire });

/** The first is the measure of the others. */
export const contenders = {
  bare: of('Fastify, nothing else', 'bare-fastify.ts', rest),
  rest: of('Tocsin REST', 'tocsin.ts', rest),
  openapi: of('trpc-to-openapi adapter', 'trpc-to-openapi.ts', rest),
  trpc: of('Tocsin tRPC', 'tocsin.ts', trpc),
  stock: of('tRPC Fastify adapter, superjson', 'stock-trpc.ts', trpc),
} as const satisfies Record<string, Contender>;

export type ContenderName = keyof typeof contenders;
export const contenderNames = Object.keys(contenders) as ContenderName[];
