import type { Scope } from '../contract.ts';

/** Every scope, in the order in which they are offered. */
export const SCOPES: readonly Scope[] = ['alerts:read', 'alerts:write', 'organizations:read'];

type Permissions = Record<string, string[]>;

/** Scopes as the key store has them: `{ alerts: ['read'] }`. */
export function permissionsOf(scopes: readonly Scope[]): Permissions {
  const permissions: Permissions = {};
  for (const scope of scopes) {
    const [subject = '', deed = ''] = scope.split(':');
    permissions[subject] = [...(permissions[subject] ?? []), deed];
  }
  return permissions;
}

/**
 * What a key may do. Keys that were made before there were scopes have none written down: they could do what
 * sales could, and still can. What can not be read allows nothing.
 */
export function scopesOf(stored: unknown): Scope[] {
  const permissions = typeof stored === 'string' ? parsed(stored) : stored;
  if (permissions === null || permissions === undefined) return [...SCOPES];
  return SCOPES.filter((scope) => {
    const [subject = '', deed] = scope.split(':');
    const deeds = (permissions as Record<string, unknown>)[subject];
    return Array.isArray(deeds) && deeds.includes(deed);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
