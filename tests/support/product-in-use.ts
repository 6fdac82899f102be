import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { type Client, sendViews, signIn } from './client.ts';
import { type EnterOptions, enter } from './enter.ts';
import { dataDirectory, type Product, startProduct } from './product.ts';
import { makeOpenSite, type OpenSite, realNetworks } from './site.ts';

/** The product with a site that may name organizations, its owner Olga, and a browser in which people sign in. */
export interface ProductInUse {
  readonly product: Product;
  readonly site: OpenSite;
  readonly browser: Browser;
  /** Olga at the API. */
  readonly owner: Client;
  /** One in each of many networks whose organization is named. */
  readonly addresses: readonly string[];
  /** Signs somebody in at the dashboard. */
  enter(name: string, options?: EnterOptions): Promise<Page>;
  /** Somebody in a network looks at a page, at prices where none is given; another visitor each time. */
  visit(address: string | undefined, url?: string): Promise<Response>;
  close(): Promise<void>;
}

interface Start {
  /** Lays something into the database before any process uses it. */
  prepare?: (data: string, site: OpenSite) => Promise<void>;
  environment?: Record<string, string>;
}

export async function startProductInUse({ prepare, environment }: Start = {}): Promise<ProductInUse> {
  const data = await dataDirectory();
  const ends: (() => Promise<unknown>)[] = [data.remove];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const site = await makeOpenSite(data.path);
    await prepare?.(data.path, site);
    const addresses = (await realNetworks()).named.map((each) => each.address);
    const product = await startProduct(data.path, environment ? { environment } : {});
    ends.push(() => product.stop());
    const owner = await signIn(product);
    const browser = await openBrowser();
    ends.push(() => browser.close());
    let visitors = 0;
    return {
      product,
      site,
      browser,
      owner,
      addresses,
      enter: (name, options) => enter(browser, product, name, options),
      visit: (address, url = 'https://shop.example/pricing') => {
        visitors += 1;
        const agent = `Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.${visitors}`;
        return sendViews(product, site, [{ url }], { address: address ?? '', agent });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
