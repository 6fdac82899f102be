import { List, Text } from '@mantine/core';
import type { RuleItem } from '../../../api/contract-rules.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { dateAndClock } from '../../parts/time.ts';

const stateOf = ({ active, removed }: RuleItem): string => (removed ? 'removed' : active ? 'on' : 'off');

/** Every version, the newest first. */
export function RuleHistory({ versions }: { versions: readonly RuleItem[] }) {
  return (
    <Disclosure label={`History (${versions.length})`}>
      <List size="sm" spacing="xs">
        {versions.map((each) => (
          <List.Item key={each.version}>
            Version {each.version}, {stateOf(each)}: {each.sentence}
            <Text size="sm" c="dimmed">
              {each.author}, {dateAndClock(each.at)}
            </Text>
          </List.Item>
        ))}
      </List>
    </Disclosure>
  );
}
