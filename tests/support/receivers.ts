import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A message that a receiver has. Whether the sender came to know of it is another matter. */
export interface Taken {
  /** Path of a hook, or 'mail'. */
  target: string;
  /** `webhook-id`, or `Message-ID`; '' where a message has none. */
  id: string;
  /** Ids of the alerts that it links to. */
  alerts: string[];
}

/** A receiver of hooks and a mailbox, both of which take in and answer as they are told. */
export interface Receivers {
  /** Where the hooks are; a path follows. */
  readonly url: string;
  readonly smtpUrl: string;
  readonly taken: readonly Taken[];
  /** Messages that were taken and get no answer. */
  readonly held: number;
  /** Refuses now and then: 500 for hooks, 450 for mail, which is greylisting. */
  refusing: boolean;
  /** Takes messages and answers none of them. */
  holding: boolean;
  close(): Promise<void>;
}

const REFUSE_EACH = 4;

export async function openReceivers(): Promise<Receivers> {
  const taken: Taken[] = [];
  const state = { refusing: false, holding: false, held: 0 };
  let asked = 0;
  const refuses = (): boolean => {
    asked += 1;
    return state.refusing && asked % REFUSE_EACH === 0;
  };

  const hooks = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // The sender died while it spoke.
    }
    if (refuses()) return response.writeHead(500).end('not now');
    const alerts = alertsIn(Buffer.concat(chunks).toString());
    taken.push({ target: request.url ?? '', id: String(request.headers['webhook-id'] ?? ''), alerts });
    answer(response);
  });
  const answer = (response: ServerResponse): void => {
    if (state.holding) state.held += 1;
    else response.end('ok');
  };

  const mailbox = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, callback) =>
      callback(refuses() ? Object.assign(new Error('greylisted, try again'), { responseCode: 450 }) : null),
    onData: (stream, _session, callback) => {
      simpleParser(stream).then(({ messageId, text }) => {
        taken.push({ target: 'mail', id: messageId ?? '', alerts: alertsIn(text ?? '') });
        if (state.holding) state.held += 1;
        else callback();
      }, callback);
    },
  });
  // A sender that is killed leaves its connection open in the middle.
  mailbox.on('error', () => undefined);

  await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => {
    mailbox.listen(0, '127.0.0.1', () => resolve());
  });
  const portOf = (address: unknown): number => (address as AddressInfo).port;
  return Object.assign(state, {
    url: `http://127.0.0.1:${portOf(hooks.address())}`,
    smtpUrl: `smtp://127.0.0.1:${portOf(mailbox.server.address())}`,
    taken,
    close: async () => {
      hooks.closeAllConnections();
      await new Promise((resolve) => hooks.close(resolve));
      await new Promise<void>((resolve) => {
        mailbox.close(() => resolve());
      });
    },
  });
}

/** Whatever form a message has, it links to what explains its alerts. */
const alertsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/[?&]alert=([\w%.~-]+)/g)].map(([, id = '']) => decodeURIComponent(id))),
];
