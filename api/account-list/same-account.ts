import { accountName } from '../../policy/accounts.ts';
import type { AccountValues, KnownAccount } from './plan-import.ts';

/** The account in the list that would be recognized by the same organization, domain or name. */
export function sameAccount(
  values: AccountValues,
  known: readonly KnownAccount[],
  except: number | null,
): KnownAccount | undefined {
  const name = accountName(values.name);
  return known.find((each) => {
    if (each.id === except) return false;
    if (values.organization !== null && each.organization === values.organization) return true;
    if (values.domain !== null || each.domain !== null) return each.domain === values.domain;
    return each.country === values.country && accountName(each.name) === name;
  });
}
