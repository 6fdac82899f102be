import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browserPath } from '../support/browser.ts';
import { emptyDirectory } from '../support/product.ts';
import { AGENT } from './watched-site.ts';

const FIREFOXES = [
  process.env.CLEARPANE_TEST_FIREFOX,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** Firefox, if this machine has one. */
export const firefoxPath = FIREFOXES.find((path) => path !== undefined && existsSync(path));

/** Said where tests are skipped. */
export const FIREFOX_MISSING =
  'skipped: no Firefox here (install it, or set CLEARPANE_TEST_FIREFOX to its path)';

if (firefoxPath === undefined) console.warn(`Firefox tests ${FIREFOX_MISSING}`);

/** Nothing leaves the machine, and nothing is asked of a person at the first start. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.prefetch-next': false,
  'services.settings.server': 'http://localhost:9',
  'toolkit.telemetry.enabled': false,
};

/**
 * A browser with one page that nobody drives: what a page does there, it does by its own script. Chromium renders nothing
 * ahead where developer tools are attached, and a stock Firefox needs no driver so.
 *
 * @returns ends it
 */
export async function openUndriven(
  browser: 'chromium' | 'firefox',
  url: string,
): Promise<() => Promise<void>> {
  const profile = await emptyDirectory();
  const preferences = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile.path, 'user.js'), preferences.join('\n'));
  const [path, args] =
    browser === 'firefox'
      ? [firefoxPath, ['--headless', '--no-remote', '--profile', profile.path]]
      : [
          browserPath,
          [
            '--headless=new',
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
            '--no-first-run',
            `--user-agent=${AGENT}`,
            `--user-data-dir=${profile.path}`,
          ],
        ];
  // A group of its own, so that all its processes can be ended.
  const running = spawn(path ?? '', [...args, url], { detached: true, stdio: 'ignore' });
  const gone = once(running, 'exit');
  return async () => {
    if (running.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
    await gone;
    await profile.remove();
  };
}
