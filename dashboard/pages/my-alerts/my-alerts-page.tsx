import { Alert, Stack } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTime } from '../../parts/clock.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMyAlerts } from '../../queries/my-alerts.ts';
import { BrowserSection } from './browser-section.tsx';
import { MailNotice } from './mail-notice.tsx';
import { nextWords } from './next-words.ts';
import { WishesSection } from './wishes-section.tsx';

/** How one hears of alerts. Nobody else sees or changes it. */
export function MyAlertsPage() {
  const mine = useMyAlerts();
  const time = useTime();
  return (
    <Page
      title="My alerts"
      lead="How and when you hear of alerts that come to you. Whatever you choose here, they stand under Windows at once."
    >
      {mine.isPending ? <Loading rows={3} height={160} /> : null}
      {mine.isError && !mine.data ? <Problem error={mine.error} retry={mine.refetch} /> : null}
      {mine.data ? (
        <Stack gap="lg">
          <Alert variant="light" color="glass" icon={<IconClock />} role="status" data-testid="next-moment">
            {nextWords(mine.data, time)}
          </Alert>
          <MailNotice mine={mine.data} />
          <WishesSection mine={mine.data} />
          <BrowserSection />
        </Stack>
      ) : null}
    </Page>
  );
}
