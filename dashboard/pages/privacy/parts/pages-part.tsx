import { Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { globLines, globProblem } from './glob-lines.ts';
import type { PartProps } from './part-props.ts';

/** Pages on which nobody is looked at, whatever else is allowed. */
export function PagesPart({ policy, edit }: PartProps) {
  const set = (list: 'special' | 'children') => (globs: string[]) =>
    edit({ ...policy, pages: { ...policy.pages, [list]: globs } });
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        One path a line. <code>*</code> stands for anything within a part of the path, <code>**</code> for
        anything. What happens on these pages is neither sent nor kept.
      </Text>
      <GlobList
        label="About special categories of data"
        description="Health, religion, politics, unions, origin, sex life, biometrics, crime (GDPR Articles 9 and 10)."
        placeholder="/health/**"
        globs={policy.pages.special}
        change={set('special')}
      />
      <GlobList
        label="Made for children"
        description="Or where children are likely to be."
        placeholder="/school/**"
        globs={policy.pages.children}
        change={set('children')}
      />
    </Stack>
  );
}

interface GlobListProps {
  label: string;
  description: string;
  placeholder: string;
  globs: readonly string[];
  change: (globs: string[]) => void;
}

/** Keeps what is typed as it is typed; the draft has only what the API would take. */
function GlobList({ globs, change, ...rest }: GlobListProps) {
  const [text, setText] = useState(globs.join('\n'));
  const typed = globLines(text);
  const problem = globProblem(typed);
  // Undone from elsewhere, by a discarded draft for one.
  const stale = problem === null && typed.join('\n') !== globs.join('\n');
  return (
    <Textarea
      {...rest}
      autosize
      minRows={2}
      maxRows={10}
      maw={520}
      value={stale ? globs.join('\n') : text}
      error={problem}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        const next = globLines(value);
        if (globProblem(next) === null) change(next);
      }}
    />
  );
}
