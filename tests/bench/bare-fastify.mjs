// The baseline: a Fastify route that parses the same JSON and does nothing with it.
import Fastify from 'fastify';

const app = Fastify({ logger: false });
app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => {
  done(null, JSON.parse(body));
});
app.post('/v1/events', async (_request, reply) => reply.code(204).send());
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
