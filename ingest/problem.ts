/** What is wrong with one field of a request. */
export interface FieldError {
  field: string;
  message: string;
}

/** An answer that says what is wrong (RFC 9457), with a code that stays the same. */
export class IngestProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** Members of the answer beside the usual ones. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, members: Record<string, unknown> = {}) {
    super(message);
    this.name = 'IngestProblem';
    this.status = status;
    this.code = code;
    this.members = members;
  }
}

/** A request that no step can take in. Only malformed requests get a problem; everybody else gets the usual answer. */
export class MalformedRequest extends IngestProblem {
  constructor(status: number, code: string, message: string, errors: FieldError[] = []) {
    super(status, code, message, errors.length > 0 ? { errors } : {});
    this.name = 'MalformedRequest';
  }
}
