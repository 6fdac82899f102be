import { notifications } from '@mantine/notifications';
import { ChangedToast } from './changed-toast.tsx';

interface UndoOffer {
  /** One offer of a kind at a time. */
  id: string;
  /** What happened. */
  text: string;
  undo: () => void;
}

/** Says what happened, and takes it back for a while. At the top, where it hides nothing that belongs to it. */
export function offerUndo({ id, text, undo }: UndoOffer): void {
  notifications.hide(id);
  notifications.show({
    id,
    color: 'glass',
    autoClose: 10_000,
    withBorder: true,
    position: 'top-center',
    closeButtonProps: { 'aria-label': 'Close message' },
    message: (
      <ChangedToast
        text={text}
        undo={() => {
          notifications.hide(id);
          undo();
        }}
      />
    ),
  });
}
