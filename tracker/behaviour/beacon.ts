import type { Core } from '../core.ts';

/**
 * Where a request can not outlive its page (Firefox before 133), what is sent in a hurry goes as a beacon. It gives no
 * answer, so it counts as not heard: should the page come back, the events are sent again, and count once.
 */
export function sendBeacons(core: Core): void {
  const { request, page } = core;
  if ('keepalive' in page.Request.prototype) return;
  core.request = (path, body, hurry) =>
    hurry && body ? Promise.reject(page.navigator.sendBeacon(core.base + path, body)) : request(path, body);
}
