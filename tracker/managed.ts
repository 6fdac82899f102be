/** Where consent managers put what they know. */
export interface ManagedPage {
  /** IAB Transparency and Consent Framework. */
  __tcfapi?: (command: string, version: number, callback: (data: unknown, success: boolean) => void) => void;
  /** IAB Global Privacy Platform. */
  __gpp?: (command: string, callback: (data: unknown, success: boolean) => void) => unknown;
  /** Google Consent Mode: commands as the page gave them, and what came of them. */
  dataLayer?: ArrayLike<unknown>[] & { push(...entries: unknown[]): number };
  google_tag_data?: { ics?: { entries?: Record<string, unknown>; addListener?: unknown } };
}

/** Whether there is one: without, nobody has to be waited for. */
export const isManaged = (page: ManagedPage): unknown =>
  page.__tcfapi ||
  page.__gpp ||
  page.google_tag_data?.ics?.entries?.analytics_storage ||
  page.dataLayer?.some?.((entry) => entry?.[0] === 'consent');
