import Fastify from 'fastify';
import { type CreateInput, functionsOn } from './functions.ts';
import { serve } from './serve.ts';

/** The measure of all: three routes by hand, no validation, no logging, no headers of their own. */
await serve((storage) => {
  const { get, list, create } = functionsOn(storage);
  const app = Fastify();
  app.get<{ Params: { id: string } }>('/api/v1/incidents/:id', async (request, reply) =>
    reply.send(await get({ id: request.params.id })),
  );
  app.get<{ Querystring: { limit: string } }>('/api/v1/incidents', async (request, reply) => {
    const page = await list({ limit: Number(request.query.limit) });
    return reply.send(page.items);
  });
  app.post<{ Body: CreateInput }>('/api/v1/incidents', async (request, reply) =>
    reply.code(201).send(await create(request.body)),
  );
  return app;
});
