import { NumberInput, Radio, Stack, Text } from '@mantine/core';
import type { PolicyBody } from '../../../../api/contract-privacy.ts';
import type { PartProps } from './part-props.ts';

type Reading = PolicyBody['tcf']['reading'];

/** How strings of the Transparency and Consent Framework are read. They can only forbid. */
export function TcfPart({ policy, edit }: PartProps) {
  const set = (part: Partial<PolicyBody['tcf']>): void =>
    edit({ ...policy, tcf: { ...policy.tcf, ...part } });
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        A consent manager’s TCF string can only forbid: what it grants still needs a receipt of its own.
        Purposes 1 and 8 or 9 are looked at.
      </Text>
      <Radio.Group
        label="Which part of the string speaks for this site"
        value={policy.tcf.reading}
        onChange={(reading) => set({ reading: reading as Reading })}
      >
        <Stack gap="xs" mt="xs">
          <Radio
            value="publisher"
            label="Publisher purposes"
            description="The answers given for the site itself. Right for most."
          />
          <Radio
            value="core"
            label="Core purposes"
            description="For consent managers that do not fill the publisher part."
          />
        </Stack>
      </Radio.Group>
      <NumberInput
        label="Custom purpose for telling sales"
        description="1 to 24, as numbered in your consent manager. Empty for none."
        min={1}
        max={24}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        maw={360}
        value={policy.tcf.customPurpose ?? ''}
        onChange={(value) => set({ customPurpose: typeof value === 'number' && value >= 1 ? value : null })}
      />
    </Stack>
  );
}
