import { createTransport } from 'nodemailer';
import type { Outcome } from './outcome.ts';

export interface Mail {
  to: { name: string; address: string };
  /** The same at every try, so that a mailbox can tell a repetition. */
  messageId: string;
  subject: string;
  text: string;
  html: string;
  /** Where one POST ends this mail (RFC 8058); null where there is only this one. */
  unsubscribeUrl: string | null;
}

export interface Mailer {
  send(mail: Mail): Promise<Outcome>;
}

const TIMEOUT_MS = 15_000;
/** A server that answers each step just in time must not hold a mail longer than its lease. */
const LONGEST_MS = 60_000;

/** Sends over SMTP, one connection a mail: alerts are few, and a connection that idles may be dead when it is needed. */
export function openMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ to, messageId, subject, text, html, unsubscribeUrl }) => {
      const sending = transport.sendMail({
        from,
        to,
        messageId,
        subject,
        text,
        html,
        headers: {
          // A machine wrote this: nobody's absence note should answer.
          'Auto-Submitted': 'auto-generated',
          ...(unsubscribeUrl !== null && {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
      });
      try {
        const { response } = await inTime(sending);
        return {
          kind: 'delivered',
          code: 'delivered',
          status: codeIn(response),
          excerpt: response,
          wait: null,
        };
      } catch (error) {
        return outcomeOfMailError(error);
      }
    },
  };
}

/** What SMTP means (RFC 5321, section 4.2.1): 4yz is worth another try, as greylisting expects; 5yz is for good. */
function outcomeOfMailError(error: unknown): Outcome {
  const { responseCode, response, code, message } = error as SmtpError;
  const said = {
    status: responseCode ?? null,
    excerpt: (response ?? message ?? '').slice(0, 500),
    wait: null,
  };
  if (responseCode === undefined) return { ...said, kind: 'later', code: 'unreachable' };
  // Our own login is wrong: that is for an operator to set right, and says nothing about the mailbox.
  if (code === 'EAUTH') return { ...said, kind: 'later', code: 'mail_login_refused' };
  if (responseCode >= 500) return { ...said, kind: 'never', code: 'mail_refused' };
  return { ...said, kind: 'later', code: 'mail_deferred' };
}

interface SmtpError {
  responseCode?: number;
  response?: string;
  code?: string;
  message?: string;
}

const codeIn = (response: string): number | null => {
  const code = Number(response.slice(0, 3));
  return Number.isInteger(code) && code > 0 ? code : null;
};

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The mail server did not answer in time.')), LONGEST_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
