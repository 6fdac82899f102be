import type { PolicyVersion } from '../../../../api/contract-privacy.ts';

/** Who stands behind a version: "Anna, with Bert", "Anna, alone". */
export function authors({ author, approvedBy, alone }: PolicyVersion): string {
  if (approvedBy !== null) return `${author}, with ${approvedBy}`;
  return alone ? `${author}, alone: there was no second officer` : author;
}

export interface VersionDay {
  /** As `keyOf` names it. */
  day: string;
  versions: PolicyVersion[];
}

/** Versions by day, the newest first. */
export function byDay(versions: readonly PolicyVersion[], keyOf: (time: string) => string): VersionDay[] {
  const days: VersionDay[] = [];
  for (const version of [...versions].sort((a, b) => b.version - a.version)) {
    const day = keyOf(version.createdAt);
    const last = days.at(-1);
    if (last?.day === day) last.versions.push(version);
    else days.push({ day, versions: [version] });
  }
  return days;
}
