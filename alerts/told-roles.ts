/** Roles of those who may be told of an alert. A privacy officer is told nothing, whatever lists say. */
export const TOLD_ROLES: readonly string[] = ['owner', 'sales'];
