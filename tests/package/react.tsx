import { useClearpane, useConsent } from 'clearpane/react';
import { createRoot } from 'react-dom/client';

function Question() {
  const status = useConsent();
  const clearpane = useClearpane({ server: SERVER, site: 'cp_site' });
  return (
    <button type="button" onClick={() => void clearpane?.consent.give(['recognise_visitor'])}>
      {status?.ask ? 'Yes' : 'Nothing to ask'}
    </button>
  );
}

const root = document.createElement('div');
document.body.append(root);
createRoot(root).render(<Question />);
