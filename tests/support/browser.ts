import { existsSync } from 'node:fs';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const CANDIDATES = [
  process.env.CLEARPANE_TEST_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real browser, if this machine has one. */
export const browserPath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

/** Said where tests are skipped. */
export const BROWSER_MISSING =
  'skipped: no Chromium here (install it, or set CLEARPANE_TEST_BROWSER to its path)';

if (browserPath === undefined) console.warn(`Browser tests ${BROWSER_MISSING}`);

export function openBrowser(
  options: Pick<LaunchOptions, 'args' | 'ignoreDefaultArgs'> = {},
): Promise<Browser> {
  if (browserPath === undefined) throw new Error(BROWSER_MISSING);
  return chromium.launch({
    ...options,
    executablePath: browserPath,
    // Tests run as root in containers, where the sandbox can not; nothing leaves the machine.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      ...(options.args ?? []),
    ],
  });
}
