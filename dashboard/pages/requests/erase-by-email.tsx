import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Confirm } from '../../parts/confirm.tsx';
import { Section } from '../../parts/section.tsx';
import { count } from '../../parts/time.ts';
import { useEraseByEmail } from '../../queries/contact-requests.ts';

/** For whoever asks to have erased what they sent: done without looking at anybody's requests. */
export function EraseByEmail({ siteId }: { siteId: number }) {
  const [email, setEmail] = useState('');
  const [told, setTold] = useState('');
  const [opened, { open, close }] = useDisclosure(false);
  const erase = useEraseByEmail(siteId);
  return (
    <Section
      title="Erase what somebody sent"
      lead="When a person asks for it. Everything under the address is deleted at once, whether it is answered or not."
    >
      <Card>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setTold('');
            open();
          }}
        >
          <Stack gap="sm">
            <Group align="flex-end" gap="sm">
              <TextInput
                label="E-mail address"
                type="email"
                required
                autoComplete="off"
                flex="1 1 240px"
                maw={420}
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <Button type="submit" variant="default">
                Erase …
              </Button>
            </Group>
            <Text size="sm" role="status">
              {told}
            </Text>
          </Stack>
        </form>
      </Card>
      <Confirm
        opened={opened}
        close={close}
        title={`Erase everything from ${email}?`}
        deed="Erase for good"
        run={async () => {
          const { erased } = await erase.mutateAsync(email);
          setTold(
            erased === 0
              ? `There was nothing under ${email}.`
              : `Erased: ${count(erased, 'request')} under ${email}.`,
          );
          setEmail('');
        }}
      >
        All requests of this site under the address are deleted. This can not be undone.
      </Confirm>
    </Section>
  );
}
