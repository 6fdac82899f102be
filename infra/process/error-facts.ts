/** What a log line says of an error. */
export interface ErrorFacts {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: ErrorFacts;
}

/**
 * Name, message, code and trace, and the same of its causes. Other properties stay out: a driver hangs its whole connection
 * there, with the password, and an error of parsing may repeat what somebody sent.
 */
export function errorFacts(error: unknown, deep = 4): ErrorFacts {
  if (!(error instanceof Error)) return { name: 'unknown', message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined || deep === 0 ? {} : { cause: errorFacts(cause, deep - 1) }),
  };
}
