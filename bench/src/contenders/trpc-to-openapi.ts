import { contract } from '@tocsin/contract';
import { initTRPC } from '@trpc/server';
import Fastify from 'fastify';
import { fastifyTRPCOpenApiPlugin, type OpenApiMeta } from 'trpc-to-openapi';
import { functionsOn } from './functions.ts';
import { serve } from './serve.ts';

/** REST by trpc-to-openapi's own adapter. It scans its routes in turn; here it has but three. */
await serve((storage) => {
  const { get, list, create } = functionsOn(storage);
  const t = initTRPC.meta<OpenApiMeta>().create();
  const { incidents } = contract;
  const router = t.router({
    get: t.procedure
      .meta({ openapi: { method: 'GET', path: '/incidents/{id}' } })
      .input(incidents.get.input)
      .output(incidents.get.output)
      .query(({ input }) => get(input)),
    list: t.procedure
      .meta({ openapi: { method: 'GET', path: '/incidents' } })
      .input(incidents.list.input)
      .output(incidents.list.output.shape.items)
      .query(async ({ input }) => (await list(input)).items),
    create: t.procedure
      .meta({ openapi: { method: 'POST', path: '/incidents' } })
      .input(incidents.create.input)
      .output(incidents.create.output)
      .mutation(({ input }) => create(input)),
  });
  const app = Fastify();
  app.register(fastifyTRPCOpenApiPlugin, { basePath: '/api/v1', router });
  return app;
});
