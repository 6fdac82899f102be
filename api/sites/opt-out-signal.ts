import type { Install } from '../contract.ts';

const PATH = '/.well-known/gpc.json';

/**
 * How a site says that it honours Global Privacy Control (W3C GPC, "GPC support resource"): by a file of its own, or by
 * sending those who ask to ours.
 *
 * @param day UTC day that the file names as its last change, `YYYY-MM-DD`
 */
export function optOutSignal(ingestUrl: string, day: string): Install['optOutSignal'] {
  const target = `${ingestUrl}${PATH}`;
  return {
    path: PATH,
    content: `${JSON.stringify({ gpc: true, lastUpdate: day }, null, 2)}\n`,
    redirects: [
      { server: 'nginx', rule: `location = ${PATH} { return 302 ${target}; }` },
      { server: 'Apache', rule: `Redirect 302 "${PATH}" "${target}"` },
      { server: 'Caddy', rule: `redir ${PATH} ${target} 302` },
    ],
  };
}
