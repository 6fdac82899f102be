/** What a test does with a browser by W3C WebDriver (https://www.w3.org/TR/webdriver2/): a few commands of it. */
export interface DrivenBrowser {
  /** As the browser names it. */
  readonly version: string;
  /** Goes to an address, and waits until its page is loaded. */
  open(url: string): Promise<void>;
  /** Runs a function in the page and waits for what it returns. It sees what it is given and nothing else. */
  run<Given extends unknown[], Result>(
    work: (...given: Given) => Result | Promise<Result>,
    ...given: Given
  ): Promise<Result>;
  /** Presses the first element that a selector finds, as a person does. */
  press(selector: string): Promise<void>;
  /** Opens another window, in which everything happens from now on. */
  openWindow(): Promise<void>;
  /** Closes this window, and goes on in the one before it. */
  closeWindow(): Promise<void>;
  end(): Promise<void>;
}

/** The key under which an element is named in answers. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** @throws with the driver's own words for what went wrong */
async function command<T>(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
  return value;
}

/**
 * Opens a session.
 *
 * @param driver origin of the driver
 * @param capabilities of this browser, beside those that all have
 */
export async function drive(driver: string, capabilities: object): Promise<DrivenBrowser> {
  const made = await command<{ sessionId: string; capabilities: Record<string, unknown> }>(
    'POST',
    `${driver}/session`,
    { capabilities: { alwaysMatch: capabilities } },
  );
  const session = `${driver}/session/${made.sessionId}`;
  const post = <T>(path: string, body: object = {}) => command<T>('POST', `${session}/${path}`, body);
  const windows = [await command<string>('GET', `${session}/window`)];
  const goTo = (handle: string | undefined) => post('window', { handle });

  return {
    version: String(made.capabilities.browserVersion),
    open: (url) => post('url', { url }),
    run: (work, ...given) => post('execute/sync', { script: `return (${work})(...arguments);`, args: given }),
    press: async (selector) => {
      const found = await post<Record<string, string>>('element', { using: 'css selector', value: selector });
      await post(`element/${found[ELEMENT]}/click`);
    },
    openWindow: async () => {
      const { handle } = await post<{ handle: string }>('window/new', { type: 'window' });
      windows.push(handle);
      await goTo(handle);
    },
    closeWindow: async () => {
      await command('DELETE', `${session}/window`);
      windows.pop();
      await goTo(windows.at(-1));
    },
    end: () => command('DELETE', session),
  };
}
