import { Anchor, Button, Checkbox, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '../../parts/problem.tsx';
import { tell } from '../../parts/tell.ts';
import { count } from '../../parts/time.ts';
import { useImportAccounts, usePreviewImport } from '../../queries/account-list.ts';
import { fileText } from './file-text.ts';
import { PreviewOfImport } from './preview-of-import.tsx';

const EXAMPLE = 'data:text/csv;charset=utf-8,name%2Cdomain%2Ccountry%2Crelation%2Cwatch%2Cowner%0D%0A';

export function ImportModal({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Import accounts" size="lg">
      <ImportForm close={close} />
    </Modal>
  );
}

/** A file is chosen, what it would do is shown, and only then it is done. */
function ImportForm({ close }: { close: () => void }) {
  const preview = usePreviewImport();
  const bring = useImportAccounts();
  const [csv, setCsv] = useState<string | null>(null);
  const [leaveOut, setLeaveOut] = useState(false);

  const choose = async (file: File | null): Promise<void> => {
    preview.reset();
    bring.reset();
    setLeaveOut(false);
    setCsv(null);
    if (!file) return;
    const text = fileText(new Uint8Array(await file.arrayBuffer()));
    setCsv(text);
    preview.mutate(text);
  };

  const shown = preview.data;
  const usable = shown ? shown.added + shown.changed : 0;
  const refused = shown?.refusedCount ?? 0;
  const ready = csv !== null && usable > 0 && (refused === 0 || leaveOut);

  const run = (): void => {
    if (!ready) return;
    bring.mutate(
      { csv, leaveOut },
      {
        onSuccess: ({ added, changed }) => {
          close();
          tell(`${count(added, 'account')} added, ${changed} changed.`);
        },
      },
    );
  };

  return (
    <Stack>
      <Text size="sm" c="dimmed">
        A CSV file whose first line names the columns: name, domain, country, relation (prospect, client),
        watch (yes, no), owner (e-mail address). A name or a domain is enough. Empty cells leave what is
        there.{' '}
        <Anchor href={EXAMPLE} download="accounts.csv" size="sm">
          Empty file to fill in
        </Anchor>
      </Text>
      <FileInput
        label="File"
        placeholder="Choose a CSV file"
        accept=".csv,.txt,.tsv,text/csv"
        clearable
        data-autofocus
        onChange={(file) => void choose(file)}
      />
      {preview.isPending ? (
        <Text size="sm" role="status">
          Reading the file …
        </Text>
      ) : null}
      <FormProblem error={preview.error} />
      {shown ? <PreviewOfImport preview={shown} /> : null}
      {refused > 0 && usable > 0 ? (
        <Checkbox
          label={`Import the others and leave out ${count(refused, 'line')}`}
          checked={leaveOut}
          onChange={(event) => setLeaveOut(event.currentTarget.checked)}
        />
      ) : null}
      <FormProblem error={bring.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button onClick={run} disabled={!ready} loading={bring.isPending}>
          {usable > 0 ? `Import ${count(usable, 'account')}` : 'Import'}
        </Button>
      </Group>
    </Stack>
  );
}
