import { Alert, Box, Text } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { useRuleCheck, type WrittenRule } from '../../queries/rules.ts';
import classes from './rules.module.css';

/** The rule in words while it is written, or why it can be none. */
export function LiveSentence({ siteId, rule, of }: { siteId: number; rule: WrittenRule; of: string | null }) {
  const check = useRuleCheck(siteId, rule, of);
  return (
    <Box aria-live="polite">
      {check.error ? <RefusalNote error={check.error} /> : null}
      {check.data && !check.error ? (
        <>
          <Text size="sm" c="dimmed">
            In alerts and in the public notice it reads
          </Text>
          <Text className={classes.sentence} data-testid="sentence">
            {check.data.sentence}.
          </Text>
        </>
      ) : null}
      {check.data?.becomesStale && !check.error ? (
        <Alert
          mt="sm"
          color="orange"
          variant="light"
          icon={<IconFileAlert />}
          title="The notice must be published again"
        >
          Saving this changes what visitors must be told. Nothing is collected until a privacy officer
          publishes the notice again.
        </Alert>
      ) : null}
    </Box>
  );
}
