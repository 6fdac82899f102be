import { explanationUrl, type Message, type ToldAlert } from '../message.ts';
import { about, cut, HUMAN, headline, since, subject, topicLines } from '../words.ts';

/** Teams refuses a message above this, in bytes. */
export const TEAMS_LIMIT = 28 * 1024;

/** An Adaptive Card 1.5 in the envelope that Workflows expects. As many alerts as fit; the rest are counted. */
export function teamsBody(message: Message, publicUrl: string): string {
  for (let shown = Math.min(message.alerts.length, 20); shown > 1; shown -= 1) {
    const body = cardOf(message, shown, publicUrl);
    if (Buffer.byteLength(body) <= TEAMS_LIMIT) return body;
  }
  return cardOf(message, 1, publicUrl);
}

function cardOf(message: Message, shown: number, publicUrl: string): string {
  const left = message.alerts.length - shown;
  const [only] = message.alerts;
  const target =
    message.alerts.length === 1 && only ? explanationUrl(publicUrl, only) : `${publicUrl}/windows`;
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      text(cut(subject(message), 300), { size: 'Large', weight: 'Bolder' }),
      ...message.alerts.slice(0, shown).flatMap((alert) => partsOf(alert, message.alerts.length > 1)),
      ...(left > 0 ? [text(`And ${left} more in Clearpane.`)] : []),
      text(`${cut(message.reason, 300)}. ${HUMAN}`, { size: 'Small', isSubtle: true }),
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Why am I told this?', url: target }],
  };
  return JSON.stringify({
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card },
    ],
  });
}

function partsOf({ body, siteName }: ToldAlert, named: boolean): object[] {
  return [
    ...(named ? [text(cut(headline(body), 300), { weight: 'Bolder', spacing: 'Large' })] : []),
    ...topicLines(body).map((line) => text(cut(line, 200), { spacing: 'Small' })),
    text(cut(body.rule.sentence, 800), { spacing: 'Small' }),
    text(
      [about(body), since(body), siteName]
        .filter(Boolean)
        .map((part) => cut(part, 200))
        .join(' · '),
      {
        size: 'Small',
        isSubtle: true,
        spacing: 'Small',
      },
    ),
  ];
}

const text = (words: string, look: object = {}): object => ({
  type: 'TextBlock',
  text: escaped(words),
  wrap: true,
  ...look,
});

/** Cards read a part of Markdown: a name can not link, list or format. */
export function escaped(words: string): string {
  return words
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_[\]()#!>~|]/g, '\\$&')
    .replace(/^(\s*)([-+]|\d+\.)(?=\s)/, '$1\\$2');
}
