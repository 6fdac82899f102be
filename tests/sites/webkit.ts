import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { vi } from 'vitest';
import { freePorts } from '../../infra/engines/free-ports.ts';
import { emptyDirectory } from '../support/product.ts';
import { type DrivenBrowser, drive } from './webdriver.ts';

const DRIVERS = [process.env.CLEARPANE_TEST_WEBKIT, '/usr/bin/WebKitWebDriver'];
/** The screen on which it draws, which nobody sees. */
const SCREEN = '/usr/bin/Xvfb';

/** The driver of WebKitGTK, if this machine has one and a screen for it. */
export const webkitPath = existsSync(SCREEN)
  ? DRIVERS.find((path) => path !== undefined && existsSync(path))
  : undefined;

/** Said where tests are skipped. */
export const WEBKIT_MISSING =
  'skipped: no WebKit here (install webkit2gtk-driver and xvfb, or set CLEARPANE_TEST_WEBKIT to the path of WebKitWebDriver)';

if (webkitPath === undefined) console.warn(`WebKit tests ${WEBKIT_MISSING}`);

/** Ends a process and all that it started, and waits until it has gone. */
async function endGroup(running: ChildProcess): Promise<void> {
  if (running.pid === undefined || running.exitCode !== null || running.signalCode !== null) return;
  const gone = once(running, 'exit');
  process.kill(-running.pid, 'SIGKILL');
  await gone;
}

/**
 * WebKitGTK with a profile of its own, driven: the engine of Safari, in another browser.
 *
 * @param options of MiniBrowser, the browser that comes with the engine
 */
export async function openWebKit(options: readonly string[] = []): Promise<DrivenBrowser> {
  const profile = await emptyDirectory();
  const started: ChildProcess[] = [];
  const close = async (): Promise<void> => {
    for (const each of started.reverse()) await endGroup(each);
    await profile.remove();
  };
  try {
    const screen = spawn(SCREEN, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    started.push(screen);
    const [display] = (await Promise.race([
      once(screen.stdio[3] as NodeJS.ReadableStream, 'data'),
      once(screen, 'exit').then(() => Promise.reject(new Error('the screen did not start'))),
    ])) as [Buffer];
    const [port] = await freePorts(1);
    const driver = spawn(webkitPath ?? '', [`--port=${port}`], {
      detached: true,
      stdio: 'ignore',
      env: {
        ...process.env,
        HOME: profile.path,
        XDG_CONFIG_HOME: profile.path,
        XDG_DATA_HOME: profile.path,
        XDG_CACHE_HOME: profile.path,
        DISPLAY: `:${String(display).trim()}`,
        GDK_BACKEND: 'x11',
        // Nobody listens on a bus for what assistive technology would hear, and no settings of a person count.
        NO_AT_BRIDGE: '1',
        GSETTINGS_BACKEND: 'memory',
      },
    });
    started.push(driver);
    const origin = `http://127.0.0.1:${port}`;
    await vi.waitFor(() => fetch(`${origin}/status`), { timeout: 20_000 });
    const browser = await drive(origin, {
      'webkitgtk:browserOptions': { args: ['--automation', ...options] },
    });
    return { ...browser, end: () => browser.end().finally(close) };
  } catch (error) {
    await close();
    throw error;
  }
}
