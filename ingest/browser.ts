import Bowser from 'bowser';
import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';
import { DEVICE_CLASSES, type DeviceClass } from '../policy/event.ts';

export interface Browser {
  device: DeviceClass;
  /** Family and major version, such as `Firefox 133`; '' when unknown. */
  browser: string;
  /** It says that it is a robot, or says nothing. */
  bot: boolean;
}

const known = new LRUCache<string, Browser>({ max: 2000 });

/** Class of device and browser from a user agent. The user agent itself goes no further than memory. */
export function browserOf(agent: string): Browser {
  const remembered = known.get(agent);
  if (remembered) return remembered;
  const found = parse(agent);
  known.set(agent, found);
  return found;
}

function parse(agent: string): Browser {
  const bot = agent === '' || isbot(agent);
  if (bot || agent.length > 1000) return { device: 'other', browser: '', bot };
  const parsed = Bowser.parse(agent);
  const device = DEVICE_CLASSES.find((each) => each === parsed.platform.type) ?? 'other';
  const name = parsed.browser.name ?? '';
  const major = /^\d{1,4}/.exec(parsed.browser.version ?? '')?.[0] ?? '';
  // Family names come from the library's own table unless it echoes an unknown agent.
  const family = /^[A-Za-z][A-Za-z .]{0,30}$/.test(name) ? name : '';
  return { device, browser: family === '' ? '' : `${family} ${major}`.trim(), bot };
}
