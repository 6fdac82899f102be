import type { Problem } from '../../api/contract.ts';

/** Why a rule or a topic can not be, and what to do instead. */
export type Refused = Required<Pick<Problem, 'field' | 'sentence' | 'why' | 'legalRef' | 'alternative'>>;

/** An answer of the API that is not what was asked for (RFC 9457), or no answer at all (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  /** Messages by field, in the API's names of fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** Null unless a rule or a topic was refused. */
  readonly refused: Refused | null;

  constructor(problem: Partial<Problem> & Pick<Problem, 'status' | 'title'>) {
    super(problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code ?? 'unknown';
    this.detail = problem.detail;
    const { field = '', sentence, why = '', legalRef = '', alternative = '' } = problem;
    this.refused = sentence === undefined ? null : { field, sentence, why, legalRef, alternative };
    this.fields = Object.fromEntries((problem.errors ?? []).map((each) => [each.field, each.message]));
  }
}

export type QueryValue = string | number | null | undefined;

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Readonly<Record<string, QueryValue>>;
  body?: object;
  signal?: AbortSignal;
}

/**
 * Asks the API of this origin; the session cookie goes along by itself.
 *
 * @throws ApiError
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET', query = {}, body, signal } = options;
  let response: Response;
  try {
    response = await fetch(withQuery(path, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError({
      status: 0,
      code: 'unreachable',
      title: 'Clearpane does not answer.',
      detail: 'Check your connection. If others see this too, the server may be restarting.',
    });
  }
  if (!response.ok) throw await errorOf(response);
  // 204 has no body; the callers of such routes ask for `void`.
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Appends what is set; empty values stay out, because the API takes "no filter" as a missing parameter. */
export function withQuery(path: string, query: Readonly<Record<string, QueryValue>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function errorOf(response: Response): Promise<ApiError> {
  const fallback = { status: response.status, title: 'Something went wrong.' };
  if (!response.headers.get('content-type')?.includes('json')) return new ApiError(fallback);
  try {
    const problem = (await response.json()) as Partial<Problem>;
    return new ApiError({ ...fallback, ...problem, status: response.status });
  } catch {
    return new ApiError(fallback);
  }
}
