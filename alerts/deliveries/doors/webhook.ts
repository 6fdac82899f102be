import { explanationUrl, type Message } from '../message.ts';

/** Prefix of the type of events, which receivers go by. */
const TYPES: Record<Message['kind'], string> = {
  alert: 'org.clearpane.alert.opened',
  digest: 'org.clearpane.alert.digest',
  test: 'org.clearpane.test',
};

/**
 * The message as a CloudEvents 1.0 event in structured mode. The same delivery gives the same text at every try; its
 * time is the end of the evidence, on the quarter-hour grid, because alerts know no finer time.
 */
export function webhookBody(message: Message, publicUrl: string): string {
  const { id, kind, alerts, reason } = message;
  const [first] = alerts;
  const told = alerts.map((alert) => ({
    ...alert.body,
    id: alert.id,
    siteId: String(alert.siteId),
    links: { explain: explanationUrl(publicUrl, alert) },
  }));
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: first === undefined || kind !== 'alert' ? publicUrl : `${publicUrl}/sites/${first.siteId}`,
    type: TYPES[kind],
    ...(first === undefined
      ? {}
      : {
          time: alerts
            .map(({ body }) => body.window.to)
            .sort()
            .at(-1),
        }),
    datacontenttype: 'application/json',
    data: { decision: 'human', reason, alerts: told },
  });
}

export const WEBHOOK_TYPE = 'application/cloudevents+json; charset=utf-8';
