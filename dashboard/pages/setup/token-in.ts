/** The first-run token in an address's fragment ("#token=…"); '' when there is none. */
export const tokenIn = (fragment: string): string =>
  new URLSearchParams(fragment.replace(/^#/, '')).get('token') ?? '';
