import { Kbd, Modal, Stack, Switch, Table } from '@mantine/core';
import { KEY_HELP } from './card-keys.ts';

interface KeysModalProps {
  opened: boolean;
  close: () => void;
  /** Whether keys are listened to. */
  on: boolean;
  setOn: (on: boolean) => void;
}

/** What keys do on this page. They can be switched off, because speech input may say letters (WCAG 2.2, 2.1.4). */
export function KeysModal({ opened, close, on, setOn }: KeysModalProps) {
  return (
    <Modal opened={opened} onClose={close} title="Keys on this page">
      <Stack>
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {KEY_HELP.map(({ key, does }) => (
              <Table.Tr key={key}>
                <Table.Th scope="row" w={60}>
                  <Kbd>{key}</Kbd>
                </Table.Th>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          label="Listen to keys"
          description="Not while you type. Kept in this browser."
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
