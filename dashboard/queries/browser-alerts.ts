import { useLocalStorage } from '@mantine/hooks';

const KEY = 'clearpane-browser-alerts';

interface BrowserAlerts {
  /** Whether this browser can show messages of pages. */
  possible: boolean;
  on: boolean;
  /** Asks the browser's own question, so only for a click. @returns whether it is on now */
  switchOn: () => Promise<boolean>;
  switchOff: () => void;
}

/** Whether alerts are told in this browser; kept here and nowhere else. */
export function useBrowserAlerts(): BrowserAlerts {
  const [wanted, setWanted] = useLocalStorage({
    key: KEY,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const possible = 'Notification' in window && window.isSecureContext;
  return {
    possible,
    on: wanted && possible && Notification.permission === 'granted',
    switchOn: async () => {
      const granted = (await Notification.requestPermission()) === 'granted';
      setWanted(granted);
      return granted;
    },
    switchOff: () => setWanted(false),
  };
}
