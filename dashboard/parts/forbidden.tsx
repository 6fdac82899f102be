import { IconLock } from '@tabler/icons-react';
import { Empty } from './empty.tsx';

/** Shown where a role may not go: nothing is wrong with the person, and somebody can help. */
export function Forbidden() {
  return (
    <Empty icon={IconLock} title="This is not part of your role">
      Sales and privacy see different things here on purpose. If you need this page for your work, ask an
      owner of this Clearpane.
    </Empty>
  );
}
