import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'wouter';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';

export function NotFoundPage() {
  return (
    <Page title="Nothing here">
      <Empty
        icon={IconMapQuestion}
        title="There is no page at this address"
        action={
          <Button component={Link} href="/" mt="sm">
            To the first page
          </Button>
        }
      >
        It may have been removed, or the link was cut short.
      </Empty>
    </Page>
  );
}
