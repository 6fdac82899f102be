import type { AlertBody } from '../allow-list.ts';
import type { Message } from './message.ts';

/** "Acme AG is looking at Pricing" */
export function headline({ org, evidence }: AlertBody): string {
  const labels = [...new Set(evidence.map(({ label }) => label))];
  return labels.length === 0 ? `${org.name} is looking` : `${org.name} is looking at ${listed(labels)}`;
}

/** "Pricing: 4-9 sessions on 2-3 days", one for each topic. */
export function topicLines({ evidence }: AlertBody): string[] {
  return [...new Set(evidence.map(({ label }) => label))].map((label) => {
    const of = (kind: AlertBody['evidence'][number]['kind']) =>
      evidence.find((each) => each.kind === kind && each.label === label)?.bucket;
    const [sessions, days] = [of('topic_sessions'), of('topic_days')];
    const parts = [
      ...(sessions === undefined ? [] : [`${sessions} ${sessions === '1' ? 'session' : 'sessions'}`]),
      ...(days === undefined ? [] : [`on ${days} ${days === '1' ? 'day' : 'days'}`]),
    ];
    return `${label}: ${parts.join(' ')}`;
  });
}

/** "since Tue 3 Nov, 14:15 UTC": a message has no reader's time zone to go by. */
export function since({ window }: AlertBody): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(window.from));
  return `since ${text} UTC`;
}

/** "acme.example, CH, company"; what is not known stays out. */
export const about = ({ org }: AlertBody): string =>
  [org.registrableDomain, org.country, org.kind].filter(Boolean).join(', ');

/** What the whole message is about, on one line. */
export function subject({ kind, alerts }: Message): string {
  const [first] = alerts;
  const text =
    alerts.length === 1 && first ? headline(first.body) : `${alerts.length} organizations are looking`;
  return kind === 'test' ? `Test: ${text}` : text;
}

/** The last words of every message. */
export const HUMAN = 'A person decides what to do; Clearpane does nothing by itself.';

function listed(words: readonly string[]): string {
  return words.length === 1 ? `${words[0]}` : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** At most so many characters, with an ellipsis where something was left out. No character is cut in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
