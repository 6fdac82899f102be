import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** What Node reports of a connection whose request never became one. */
type ConnectionError = Error & { code?: string };

const STATUS: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/**
 * Options of a server for requests that no route and no error handler sees, because they can not be read as
 * HTTP or their address can not be decoded: problem details (RFC 9457) here too. Nothing of the request is
 * repeated or logged.
 */
export const unreadableRequests = {
  frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
    const status = error.statusCode ?? 400;
    reply.code(status).type('application/problem+json').send(problem(status));
  },

  clientErrorHandler: (error: ConnectionError, socket: Socket): void => {
    // Gone already: there is nobody to answer.
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const status = STATUS[error.code ?? ''] ?? 400;
    const body = JSON.stringify(problem(status));
    if (socket.writable) {
      socket.write(
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n` +
          `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    }
    socket.destroy(error);
  },
};

const problem = (status: number) => ({
  type: 'urn:clearpane:problem:unreadable_request',
  title: 'The request can not be read.',
  status,
  code: 'unreadable_request',
});
