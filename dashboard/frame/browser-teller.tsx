import { useEffect, useRef } from 'react';
import { useAlertStream } from '../queries/alert-stream-provider.tsx';
import { browserAlertOf, isWanted } from '../queries/browser-alert.ts';
import { useBrowserAlerts } from '../queries/browser-alerts.ts';
import { useMyAlerts } from '../queries/my-alerts.ts';

/** Tells each new window by a message of the browser, where this browser was asked to. Shows nothing itself. */
export function BrowserTeller() {
  const { newest } = useAlertStream();
  const { on } = useBrowserAlerts();
  const mine = useMyAlerts({ enabled: on }).data ?? null;
  const heard = useRef<string | null>(null);

  useEffect(() => {
    if (newest === null || heard.current === newest.id) return;
    heard.current = newest.id;
    if (!on || !isWanted(newest, mine)) return;
    const { title, body } = browserAlertOf(newest);
    try {
      // The tag makes one message of it where several tabs are open.
      const message = new Notification(title, { body, tag: newest.id });
      message.onclick = () => {
        window.focus();
        message.close();
      };
    } catch {
      // Browsers of phones show messages of service workers only; the page shows the window anyway.
    }
  }, [newest, on, mine]);
  return null;
}
