import type { Page } from 'playwright-core';

/** What pages of the dashboard complained about; each is a failure. */
export interface Complaints {
  readonly all: string[];
  /** Notes errors of scripts, of the console (violations of the content security policy too), and requests to elsewhere. */
  listen(page: Page): void;
}

/** @param refusals statuses of answers that pages show themselves; the browser notes those as errors as well */
export function complaintsBut(refusals: readonly number[]): Complaints {
  const expected = new RegExp(`status of (?:${refusals.join('|')})`);
  const all: string[] = [];
  return {
    all,
    listen: (page) => {
      page.on('pageerror', (error) => all.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !expected.test(message.text()))
          all.push(`${message.text()} ${message.location().url}`);
      });
      page.on('request', (request) => {
        const { hostname } = new URL(request.url());
        // A picture that stands in its own address has no host.
        if (hostname !== 'localhost' && hostname !== '') all.push(`request to ${request.url()}`);
      });
    },
  };
}
