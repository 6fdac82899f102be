import { Drawer, List, Stack, Text, ThemeIcon, Timeline, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAlertWhy } from '../../queries/alerts.ts';

interface WhyDrawerProps {
  /** Of the alert. */
  id: string;
  opened: boolean;
  close: () => void;
}

/** The way from a visit to this alert, and what it does not hold. */
export function WhyDrawer({ id, opened, close }: WhyDrawerProps) {
  return (
    <Drawer opened={opened} onClose={close} position="right" size={460} title="Why am I seeing this?">
      <Why id={id} />
    </Drawer>
  );
}

function Why({ id }: { id: string }) {
  const why = useAlertWhy(id);
  if (why.isPending) return <Loading rows={5} height={56} />;
  if (why.isError) return <Problem error={why.error} retry={why.refetch} />;
  const { sentence, steps, never } = why.data;
  return (
    <Stack gap="lg">
      <Text fz="lg">{sentence}</Text>
      <Timeline
        bulletSize={22}
        lineWidth={2}
        active={steps.length}
        styles={{ itemTitle: { lineHeight: 1.35 } }}
      >
        {steps.map((step, index) => (
          <Timeline.Item
            key={step.title}
            title={step.title}
            bullet={
              <Text fz={11} fw={700} component="span">
                {index + 1}
              </Text>
            }
          >
            <Text size="sm" c="dimmed">
              {step.detail}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
      <div>
        <Title order={3} mb="xs">
          What is not in it, and nobody here can know
        </Title>
        <List
          size="sm"
          spacing={6}
          icon={
            <ThemeIcon size={18} radius="xl" variant="light" color="gray" aria-hidden="true">
              <IconX size={12} />
            </ThemeIcon>
          }
        >
          {never.map((each) => (
            <List.Item key={each}>{each}</List.Item>
          ))}
        </List>
      </div>
    </Stack>
  );
}
