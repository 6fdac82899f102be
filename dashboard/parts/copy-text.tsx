import { Button, Code, CopyButton, Group, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

interface CopyTextProps {
  text: string;
  /** What it is, for the button: "Copy snippet". */
  what: string;
}

/** Text to be pasted somewhere else, with a button that copies it. */
export function CopyText({ text, what }: CopyTextProps) {
  return (
    <div>
      <Code block className="wrapping-code">
        {text}
      </Code>
      <Group mt="sm" gap="sm">
        <CopyButton value={text} timeout={2500}>
          {({ copied, copy }) => (
            <>
              <Button
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                variant={copied ? 'light' : 'filled'}
                onClick={copy}
              >
                {copied ? 'Copied' : `Copy ${what}`}
              </Button>
              <VisuallyHidden aria-live="polite">{copied ? `The ${what} was copied.` : ''}</VisuallyHidden>
            </>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}
