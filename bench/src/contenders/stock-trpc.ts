import { contract } from '@tocsin/contract';
import { initTRPC } from '@trpc/server';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import Fastify from 'fastify';
import superjson from 'superjson';
import { functionsOn } from './functions.ts';
import { serve } from './serve.ts';

/** tRPC with its Fastify adapter and superjson, as its documentation sets them up. */
await serve((storage) => {
  const { get, list, create } = functionsOn(storage);
  const t = initTRPC.create({ transformer: superjson });
  const { incidents } = contract;
  const router = t.router({
    incidents: t.router({
      get: t.procedure
        .input(incidents.get.input)
        .output(incidents.get.output)
        .query(({ input }) => get(input)),
      list: t.procedure
        .input(incidents.list.input)
        .output(incidents.list.output)
        .query(({ input }) => list(input)),
      create: t.procedure
        .input(incidents.create.input)
        .output(incidents.create.output)
        .mutation(({ input }) => create(input)),
    }),
  });
  const app = Fastify();
  app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: { router },
  } satisfies FastifyTRPCPluginOptions<typeof router>);
  return app;
});
