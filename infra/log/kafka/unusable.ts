import kafkajs from 'kafkajs';

/** Why brokers can not be used, and the settings that would change it. */
export type KafkaTrouble =
  | 'sign_in_refused'
  | 'certificate_not_trusted'
  | 'connection_closed'
  | 'topic_refused'
  | 'unreachable';

const SETTINGS: Readonly<Record<KafkaTrouble, string>> = {
  sign_in_refused: 'CLEARPANE_KAFKA_SASL, CLEARPANE_KAFKA_USERNAME and CLEARPANE_KAFKA_PASSWORD',
  certificate_not_trusted: 'CLEARPANE_KAFKA_TLS_CA',
  connection_closed: 'CLEARPANE_KAFKA_TLS and CLEARPANE_KAFKA_SASL',
  topic_refused: 'CLEARPANE_KAFKA_TOPIC and what the user may do with it',
  unreachable: 'CLEARPANE_KAFKA_BROKERS',
};

/** Brokers can not be used with these settings; the message has no password in it. */
export class KafkaUnusableError extends Error {
  readonly code: KafkaTrouble;
  /** What to look at. */
  readonly settings: string;
  constructor(code: KafkaTrouble, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'KafkaUnusableError';
    this.code = code;
    this.settings = SETTINGS[code];
  }
}

/** Says in our words what the client of the brokers met when it started. */
export function kafkaUnusable(error: unknown): KafkaUnusableError {
  const met = innermost(error);
  const message = met instanceof Error ? met.message : String(met);
  return new KafkaUnusableError(troubleOf(met), message, error);
}

function troubleOf(error: unknown): KafkaTrouble {
  if (error instanceof kafkajs.KafkaJSSASLAuthenticationError) return 'sign_in_refused';
  if (error instanceof kafkajs.KafkaJSProtocolError) return 'topic_refused';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/CERT|SIGNATURE|^ERR_(TLS|SSL|OSSL)/.test(code)) return 'certificate_not_trusted';
  // Who speaks without TLS to a door that wants it, or with TLS to one that does not, or does not sign in, is cut off.
  const closed = error instanceof Error && error.name === 'KafkaJSConnectionClosedError';
  if (closed || code === 'ECONNRESET') return 'connection_closed';
  return 'unreachable';
}

/** What was tried several times is told as what was met the last time. */
function innermost(error: unknown): unknown {
  return error instanceof kafkajs.KafkaJSNumberOfRetriesExceeded && error.cause !== undefined
    ? innermost(error.cause)
    : error;
}
