import { Card, Code, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Install } from '../../../api/contract.ts';
import { CopyText } from '../../parts/copy-text.tsx';

/** The file that tells browsers of the signal (W3C Global Privacy Control), or a redirect to Clearpane's. */
export function OptOutSignal({ signal }: { signal: Install['optOutSignal'] }) {
  const [way, setWay] = useState('file');
  const redirect = signal.redirects.find(({ server }) => server === way);
  return (
    <Card>
      <Stack>
        <SegmentedControl
          className="scroll-safe"
          aria-label="How to say it"
          data={[
            { value: 'file', label: 'A file' },
            ...signal.redirects.map(({ server }) => ({ value: server, label: `Redirect in ${server}` })),
          ]}
          value={redirect ? way : 'file'}
          onChange={setWay}
        />
        {redirect ? (
          <>
            <Text size="sm" c="dimmed">
              Put this rule into the configuration of {redirect.server}. The date stays right by itself.
            </Text>
            <CopyText key={redirect.server} text={redirect.rule} what="rule" />
          </>
        ) : (
          <>
            <Text size="sm" c="dimmed">
              Put a file with this text at <Code>{signal.path}</Code> of your site, served as{' '}
              <Code>application/json</Code>.
            </Text>
            <CopyText key="file" text={signal.content} what="file" />
          </>
        )}
      </Stack>
    </Card>
  );
}
