import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';

/** One thing that an operator may set. */
export interface Setting<Value> {
  variable: string;
  /** As it would be written in the environment; '' where it follows from others. */
  default: string;
  help: string;
  /** May hold a password: it is not repeated when it is wrong. */
  secret?: boolean;
  /** @throws Error with what would be right */
  read: (value: string) => Value;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;

export function notEmpty(value: string): string {
  if (value.trim() === '') throw new Error('the path of a directory');
  return value;
}

/** null where nothing is named. */
export const optionalPath = (value: string): string | null =>
  value.trim() === '' ? null : resolve(value.trim());

export function integer(value: string, least: number, most: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new Error(`a whole number from ${least} to ${most}`);
}

export function onOrOff(value: string): boolean {
  if (value === 'on' || value === 'off') return value === 'on';
  throw new Error('on or off');
}

/** What stands between commas. */
export const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

export function origin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username) {
    return url.origin;
  }
  throw new Error('an http or https address without a path');
}

export function cidr(value: string): string {
  const text = value.includes('/') ? value : `${value}/${value.includes(':') ? 128 : 32}`;
  if (ipaddr.isValidCIDR(text)) return text;
  throw new Error('a list of networks such as 10.0.0.0/8,::1/128');
}
