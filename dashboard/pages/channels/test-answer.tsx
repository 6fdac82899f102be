import { Alert, Code, Text } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import type { Delivery } from '../../../api/contract-channels.ts';
import { attemptWords } from './channel-words.ts';

/** How a test went, in the words of the target. */
export function TestAnswer({ delivery }: { delivery: Delivery }) {
  const attempt = delivery.attempts.at(-1);
  const arrived = delivery.state === 'delivered';
  return (
    <Alert
      mt="sm"
      role="status"
      color={arrived ? 'glass' : 'red'}
      variant="light"
      icon={arrived ? <IconCircleCheck /> : <IconAlertCircle />}
      title={arrived ? 'The test arrived' : 'The test did not arrive'}
      data-testid="test-answer"
    >
      {attempt ? <Text size="sm">{attemptWords(attempt)}.</Text> : null}
      {attempt && attempt.excerpt !== '' ? (
        <Code block className="wrapping-code" mt="xs">
          {attempt.excerpt}
        </Code>
      ) : null}
    </Alert>
  );
}
