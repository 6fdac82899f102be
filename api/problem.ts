import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isNoRoom } from '../infra/troubles/no-room.ts';
import type { Problem } from './contract.ts';

export interface FieldProblem {
  field: string;
  message: string;
}

/** Why a rule or a topic can not be. */
type Refused = Required<Pick<Problem, 'field' | 'sentence' | 'why' | 'legalRef' | 'alternative'>>;

/** An answer that is not what was asked for (RFC 9457). The code is stable; the words may change. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly errors: FieldProblem[] | undefined;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter: number | undefined;
  readonly refused: Refused | undefined;

  constructor(
    status: number,
    code: string,
    title: string,
    detail?: string,
    more: { errors?: FieldProblem[]; retryAfter?: number; refused?: Refused } = {},
  ) {
    super(title);
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = more.errors;
    this.retryAfter = more.retryAfter;
    this.refused = more.refused;
  }
}

export function problemErrorHandler(
  error: FastifyError | ProblemError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = error instanceof ProblemError ? error : fromFastify(error);
  // What went wrong inside is for the log, not for the answer.
  if (problem.status >= 500) request.log.error({ err: error }, 'a request failed');
  if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter));
  return sendProblem(reply, problem);
}

export function notFoundHandler(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, new ProblemError(404, 'not_found', 'There is nothing at this address.'));
}

function sendProblem(reply: FastifyReply, problem: ProblemError): FastifyReply {
  const body: Problem = {
    type: `urn:clearpane:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
    ...problem.refused,
  };
  // Serialized here: the schema of the route describes the answer that did not come.
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body);
}

function fromFastify(error: FastifyError): ProblemError {
  if (isNoRoom(error)) {
    return new ProblemError(
      503,
      'no_room',
      'There is no room on the disk.',
      'Nothing was changed. Try again once there is room.',
      { retryAfter: 30 },
    );
  }
  if (error.validation) {
    const errors = error.validation.map((each) => ({
      field: fieldOf(each, error.validationContext),
      message: messageOf(each),
    }));
    return new ProblemError(400, 'invalid_fields', 'Some fields are wrong.', undefined, { errors });
  }
  switch (error.statusCode) {
    case 413:
      return new ProblemError(413, 'body_too_large', 'The body is too large.');
    case 415:
      return new ProblemError(415, 'unsupported_type', 'Send the body as application/json.');
    case 429:
      return new ProblemError(429, 'too_many_requests', 'Too many requests; wait a little.');
    default:
      return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
        ? new ProblemError(error.statusCode, 'bad_request', 'The request can not be read.')
        : new ProblemError(500, 'internal', 'Something went wrong here.');
  }
}

type Validation = NonNullable<FastifyError['validation']>[number];

/** A pattern explains nothing to a person. */
const messageOf = ({ keyword, message }: Validation): string =>
  keyword === 'pattern' ? 'holds something that can not be used here' : (message ?? 'is wrong');

function fieldOf({ instancePath, params }: Validation, context: string | undefined): string {
  const missing = params?.missingProperty;
  const extra = params?.additionalProperty;
  const last = typeof missing === 'string' ? missing : typeof extra === 'string' ? extra : '';
  const path = [...instancePath.split('/').slice(1), last].filter(Boolean).join('.');
  return path || (context ?? '');
}
