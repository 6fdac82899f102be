import type { Clearpane } from 'clearpane/tracker';

declare global {
  /** Put in by the bundler. */
  const SERVER: string;
  interface Window {
    clearpane?: Clearpane;
  }
}
