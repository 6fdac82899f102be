import { Button } from '@mantine/core';
import { IconWorldPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Role } from '../../../api/contract.ts';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';

/** Shown by pages of a site while there is none. */
export function NoSitePage({ role }: { role: Role }) {
  return (
    <Page title="No site yet">
      {role === 'sales' ? (
        <Empty icon={IconWorldPlus} title="There is no website here yet">
          An owner or a privacy officer adds the first one.
        </Empty>
      ) : (
        <Empty
          icon={IconWorldPlus}
          title="Add your first website"
          action={
            <Button component={Link} href="/sites?add=1" mt="sm">
              Add a site
            </Button>
          }
        >
          You get a script tag for its pages. Nothing is collected until a privacy officer chooses a policy.
        </Empty>
      )}
    </Page>
  );
}
