import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { browserPath } from '../support/browser.ts';
import { dataDirectory } from '../support/product.ts';
import { AGENT } from './watched-site.ts';

/**
 * A browser with one page that nobody drives: what a page does there, it does by its own script. Chromium renders nothing
 * ahead where developer tools are attached.
 *
 * @returns ends it
 */
export async function openUndriven(url: string): Promise<() => Promise<void>> {
  const profile = await dataDirectory();
  const browser = spawn(
    browserPath ?? '',
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      `--user-agent=${AGENT}`,
      `--user-data-dir=${profile.path}`,
      url,
    ],
    // A group of its own, so that all its processes can be ended.
    { detached: true, stdio: 'ignore' },
  );
  const gone = once(browser, 'exit');
  return async () => {
    if (browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
    await gone;
    await profile.remove();
  };
}
