import { type PageWindow, startTracker } from './start.ts';

// Whatever happens here, the page it is on must not notice.
try {
  startTracker(window as PageWindow);
} catch {
  // A page without this script is a page that works.
}
