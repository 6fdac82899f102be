/** What is wrong with one field of a request. */
export interface FieldError {
  field: string;
  message: string;
}

/** A request that no step can take in (RFC 9457). Only malformed requests get one; everybody else gets 204. */
export class MalformedRequest extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldError[];

  constructor(status: number, code: string, message: string, errors: FieldError[] = []) {
    super(message);
    this.name = 'MalformedRequest';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}
