import { Alert, Stack, Text, Textarea } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import type { PolicyBody } from '../../../../api/contract-privacy.ts';
import { memoOf } from '../policy/facts.ts';
import { titleOf } from '../words.ts';
import type { PartProps } from './part-props.ts';

/** As the API asks: reasoning takes more than a word. */
const SHORTEST = 20;

/** Regimes whose law asks the question at all. In Quebec a memo would change nothing. */
const ASKED = [
  'EEA',
  'FR',
  'UK',
  'CH',
] as const satisfies readonly (keyof PolicyBody['passiveSignalMemos'])[];

/** A legal position that only an officer can take. */
export function MemosPart({ policy, edit, page }: PartProps) {
  return (
    <Stack>
      <Alert variant="light" color="gray" icon={<IconScale />} title="A legal position, and you sign it">
        <Stack gap="xs">
          <Text size="sm" maw="70ch">
            Every request carries the sender’s IP address. Authorities read the law so that using it may count
            as reading from the visitor’s device, which needs consent, unless it can be ensured that the
            address does not originate from that device (EDPB Guidelines 2/2023, paragraph 55). Whether that
            holds for the networks of organizations is not settled.
          </Text>
          <Text size="sm" maw="70ch">
            Without a memo, Clearpane takes the strict reading: in that region nothing is done with the
            address before the visitor agreed. With a memo, you state that the address of an ordinary request
            is not read from the device, and why. The text is kept with your name, printed in the notice, and
            does not open storage on the device: that needs consent in any case. Clearpane can not decide this
            for you.
          </Text>
        </Stack>
      </Alert>
      {ASKED.map((regime) => (
        <Textarea
          key={regime}
          label={titleOf(page.regimes, regime)}
          description="Your reasoning and what it rests on. Leave it empty for the strict reading."
          autosize
          minRows={2}
          maxRows={12}
          maxLength={4000}
          value={memoOf(policy, regime)}
          error={tooShort(memoOf(policy, regime))}
          onChange={({ currentTarget: { value } }) => {
            const { [regime]: _, ...others } = policy.passiveSignalMemos;
            edit({
              ...policy,
              passiveSignalMemos: value === '' ? others : { ...others, [regime]: value },
            });
          }}
        />
      ))}
    </Stack>
  );
}

function tooShort(memo: string): string | null {
  const { length } = memo.trim();
  return length > 0 && length < SHORTEST ? `Give the reasoning, in ${SHORTEST} characters or more.` : null;
}
