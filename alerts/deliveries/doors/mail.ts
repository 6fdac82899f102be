import { html } from '../../../infra/html.ts';
import type { Mail } from '../mailer.ts';
import { explanationUrl, type Message, type ToldAlert } from '../message.ts';
import { about, cut, HUMAN, headline, since, subject, topicLines } from '../words.ts';

/** Whom a mail goes to, and how they end it. */
export interface Recipient {
  name: string;
  address: string;
  unsubscribeUrl: string;
}

/** A mail that says who looks at what in its subject, and all the rest above the fold. */
export function mailOf(message: Message, recipient: Recipient, publicUrl: string): Mail {
  const { unsubscribeUrl, ...to } = recipient;
  return {
    to,
    messageId: `<${message.id.replace(/[^\w.-]/g, '-')}@${new URL(publicUrl).hostname}>`,
    subject: cut(subject(message).replace(/\s+/g, ' '), 150),
    text: textOf(message, unsubscribeUrl, publicUrl),
    html: htmlOf(message, unsubscribeUrl, publicUrl),
    unsubscribeUrl,
  };
}

function textOf({ alerts, reason }: Message, unsubscribeUrl: string, publicUrl: string): string {
  return [
    ...alerts.flatMap((alert) => [
      headline(alert.body),
      ...topicLines(alert.body).map((line) => `- ${line}`),
      alert.body.rule.sentence,
      details(alert),
      `Why am I told this? ${explanationUrl(publicUrl, alert)}`,
      '',
    ]),
    reason,
    HUMAN,
    `No more e-mail: ${unsubscribeUrl}`,
    '',
  ].join('\n');
}

function htmlOf({ alerts, reason }: Message, unsubscribeUrl: string, publicUrl: string): string {
  const quiet = 'color:#5b6470;font-size:13px;margin:8px 0 0';
  const parts = alerts.map(
    (alert) => html`
<div style="border:1px solid #d9dee5;border-radius:10px;padding:16px;margin:0 0 16px">
<h1 style="font-size:18px;line-height:1.3;margin:0 0 8px">${headline(alert.body)}</h1>
<ul style="margin:0;padding:0 0 0 20px">${topicLines(alert.body).map((line) => html`<li>${line}</li>`)}</ul>
<p style="margin:8px 0 0">${alert.body.rule.sentence}</p>
<p style="${quiet}">${details(alert)}</p>
<p style="margin:12px 0 0"><a href="${explanationUrl(publicUrl, alert)}" style="color:#0b57b7">Why am I told this?</a></p>
</div>`,
  );
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:16px;background:#ffffff;color:#1a1f26;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto">${parts}
<p style="${quiet}">${reason}</p>
<p style="${quiet}">${HUMAN}</p>
<p style="${quiet}"><a href="${unsubscribeUrl}" style="color:#5b6470">No more e-mail</a></p>
</div></body></html>`.text;
}

const details = ({ body, siteName }: ToldAlert): string =>
  [about(body), since(body), siteName].filter(Boolean).join(' · ');
