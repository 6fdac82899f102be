import type { Correction } from '../../../api/contract-corrections.ts';

/** "is not Acme", "is Shop", "is an internet provider": what was said of the target. */
export function saidOf({ kind, target, organization }: Correction): string {
  switch (kind) {
    case 'is':
      return `is ${organization?.name ?? 'somebody else'}`;
    case 'isp':
      return 'is an internet provider';
    case 'not_them':
      return target.kind === 'organization' ? `is not ${target.name}` : 'is nobody that can be named';
  }
}

/** What happens from now on, for whoever decided it. */
export function toldOf({ kind, target, organization }: Correction): string {
  switch (kind) {
    case 'is':
      return `From the next visit on, ${target.name} is shown as ${organization?.name ?? 'somebody else'}.`;
    case 'isp':
      return `From the next visit on, ${target.name} counts as an internet provider and names nobody.`;
    case 'not_them':
      return `From the next visit on, these visits are no longer shown as ${target.name}.`;
  }
}
