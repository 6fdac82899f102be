import { Stack, Text, TextInput } from '@mantine/core';
import type { PartProps } from './part-props.ts';

const FIELDS = [
  { name: 'name', label: 'Name', description: 'The company or body that answers for the site.' },
  {
    name: 'contact',
    label: 'Contact',
    description: 'An e-mail address or a page where people reach it about their data.',
  },
  {
    name: 'officer',
    label: 'Responsible for data protection',
    description: 'The person or office, as visitors should read it.',
  },
] as const;

/** Who answers for the site. */
export function ControllerPart({ policy, edit }: PartProps) {
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        Visitors read this in the notice. Without a name and a contact no notice can be published, and without
        a notice nothing is collected.
      </Text>
      {FIELDS.map(({ name, label, description }) => (
        <TextInput
          key={name}
          label={label}
          description={description}
          maxLength={200}
          maw={520}
          value={policy.controller[name]}
          onChange={({ currentTarget: { value } }) =>
            edit({ ...policy, controller: { ...policy.controller, [name]: value } })
          }
        />
      ))}
    </Stack>
  );
}
