import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'wouter';
import type { Site } from '../../../../api/contract.ts';
import { ApiError } from '../../../queries/client.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { useNotice, usePublishNotice } from '../../../queries/notice.ts';

/** One click, where nothing is missing; otherwise the way to what is. */
export function PublishAgain({ site, first }: { site: Site; first: boolean }) {
  const notice = useNotice(site.id);
  const publish = usePublishNotice(site.id);
  const href = useSiteHref();
  const { data } = notice;
  if (data && data.missing.length > 0) {
    return (
      <Button color="dark" size="xs" component={Link} href={href('/privacy/notice')}>
        See what is missing
      </Button>
    );
  }
  return (
    <Button
      color="dark"
      size="xs"
      disabled={!data}
      loading={publish.isPending}
      onClick={() =>
        data &&
        publish.mutateAsync(data.live.hash).then(
          () => notifications.show({ color: 'glass', withBorder: true, message: 'The notice is published.' }),
          (error: unknown) =>
            notifications.show({
              color: 'red',
              withBorder: true,
              title: error instanceof Error ? error.message : 'Something went wrong.',
              message: error instanceof ApiError ? (error.detail ?? '') : '',
            }),
        )
      }
    >
      {first ? 'Publish the notice' : 'Publish it again'}
    </Button>
  );
}
