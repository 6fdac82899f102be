import { explanationUrl, type Message, type ToldAlert } from '../message.ts';
import { about, cut, HUMAN, headline, since, subject, topicLines } from '../words.ts';

/** Limits of Block Kit, as Slack publishes them. */
export const SLACK_LIMITS = { blocks: 50, header: 150, text: 3000 } as const;

/** Two blocks an alert; the header, a remark and the closing words take three. */
const MOST_ALERTS = 20;

/** A message of Block Kit. Whatever came from outside is escaped: a name can not mention, link or format. */
export function slackBody(message: Message, publicUrl: string): string {
  const shown = message.alerts.slice(0, MOST_ALERTS);
  const left = message.alerts.length - shown.length;
  return JSON.stringify({
    // What notifications and screen readers say.
    text: escaped(cut(subject(message), SLACK_LIMITS.header)),
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: cut(subject(message), SLACK_LIMITS.header), emoji: false },
      },
      ...shown.flatMap((alert) => blocksOf(alert, publicUrl, message.alerts.length > 1)),
      ...(left > 0 ? [section(`And ${left} more: <${publicUrl}/windows|see all in Clearpane>`)] : []),
      context(`${escaped(cut(message.reason, 300))} · ${HUMAN}`),
    ],
    unfurl_links: false,
    unfurl_media: false,
  });
}

function blocksOf(alert: ToldAlert, publicUrl: string, named: boolean): object[] {
  const { body } = alert;
  const lines = [
    ...(named ? [`*${escaped(cut(headline(body), 300))}*`] : []),
    ...topicLines(body).map((line) => `• ${escaped(cut(line, 200))}`),
    escaped(cut(body.rule.sentence, 800)),
    `<${explanationUrl(publicUrl, alert)}|Why am I told this?>`,
  ];
  return [
    section(lines.join('\n')),
    context(
      [about(body), since(body), alert.siteName]
        .filter(Boolean)
        .map((part) => escaped(cut(part, 200)))
        .join(' · '),
    ),
  ];
}

const section = (text: string): object => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cut(text, SLACK_LIMITS.text), verbatim: true },
});

const context = (text: string): object => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: cut(text, SLACK_LIMITS.text), verbatim: true }],
});

/** Slack reads three characters as its own; what formats text is kept apart from its word by an invisible space. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, '$&\u200b')
    .replace(/[\r\n]+/g, ' ');
}
