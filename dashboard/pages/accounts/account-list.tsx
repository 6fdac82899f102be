import { ActionIcon, Badge, Card, Group, Text } from '@mantine/core';
import { IconPencil, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react';
import type { Account } from '../../../api/contract-accounts.ts';
import { complain } from '../../parts/complain.tsx';
import { offerUndo } from '../../parts/offer-undo.tsx';
import rows from '../../parts/rows.module.css';
import { countryName } from '../../parts/words.ts';
import { useAddAccount, useChangeAccount, useRemoveAccount } from '../../queries/account-list.ts';
import classes from './accounts.module.css';
import { RELATION_NAMES } from './relation-words.ts';

interface Props {
  accounts: readonly Account[];
  edit: (account: Account) => void;
  /** Whether these are still the ones of the filters before. */
  isStale: boolean;
}

export function AccountList({ accounts, edit, isStale }: Props) {
  return (
    <Card p={0} className={classes.card} data-stale={isStale || undefined} aria-busy={isStale}>
      <ul className="plain-list" aria-label="Accounts">
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} edit={edit} />
        ))}
      </ul>
    </Card>
  );
}

function AccountRow({ account, edit }: { account: Account; edit: Props['edit'] }) {
  const change = useChangeAccount();
  const remove = useRemove();
  const { id, name, domain, country, relation, watched, owner } = account;
  const facts = [domain === name ? null : domain, countryName(country), owner && `owned by ${owner.name}`];
  return (
    <li className={rows.row}>
      <div className={rows.about}>
        <Text fw={600} span>
          {name}
        </Text>{' '}
        {relation === null ? null : <Badge variant="light">{RELATION_NAMES[relation]}</Badge>}
        <Text size="sm" c="dimmed">
          {facts.filter(Boolean).join(' · ') || 'Nobody owns it'}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={`Watch ${name}`}
          aria-pressed={watched}
          onClick={() => change.mutate({ id, change: { watched: !watched } }, { onError: complain })}
        >
          {watched ? <IconStarFilled size={18} /> : <IconStar size={18} />}
        </ActionIcon>
        <ActionIcon variant="subtle" size="lg" aria-label={`Change ${name}`} onClick={() => edit(account)}>
          <IconPencil size={18} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="red"
          size="lg"
          aria-label={`Remove ${name}`}
          onClick={() => remove(account)}
        >
          <IconTrash size={18} />
        </ActionIcon>
      </Group>
    </li>
  );
}

/** Removes at once, and adds it again when somebody thinks better of it. */
function useRemove(): (account: Account) => void {
  const { mutateAsync: remove } = useRemoveAccount();
  const { mutateAsync: add } = useAddAccount();
  return ({ id }) => {
    remove(id).then(({ name, organization, domain, country, relation, watched, owner }) => {
      const before = { name, organization, domain, country, relation, watched, owner: owner?.id ?? null };
      offerUndo({
        id: 'account-removed',
        text: `${name} was removed.`,
        undo: () => void add(before).catch(complain),
      });
    }, complain);
  };
}
