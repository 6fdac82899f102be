import type { Clearpane } from './api.ts';
import type { DevicePage } from './device.ts';
import type { ManagedPage } from './managed.ts';
import type { NavigationWindow } from './navigation.ts';

/** What the script takes from a page, and nothing else: no screen, no fonts, nothing that tells browsers apart. */
export type PageWindow = NavigationWindow &
  DevicePage &
  ManagedPage & {
    document: Pick<
      Document,
      'currentScript' | 'referrer' | 'createElement' | 'head' | 'documentElement' | 'querySelector'
    >;
    navigator: Pick<Navigator, 'doNotTrack' | 'sendBeacon'>;
    Request: { prototype: object };
    crypto: Pick<Crypto, 'getRandomValues'>;
    fetch: Window['fetch'];
    setTimeout: Window['setTimeout'];
    /** The one global name that is set. */
    clearpane?: Clearpane;
  };
