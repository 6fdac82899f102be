import type { Me } from '../../api/contract.ts';
import { Banner } from '../parts/banner.tsx';
import { useTroubles } from '../queries/troubles.ts';
import { troubleText } from './trouble-words.ts';

/** On every page while something does not go on as it should; it goes by itself. */
export function TroubleBanner({ me }: { me: Me }) {
  const troubles = useTroubles();
  const text = troubleText(troubles.data ?? [], { mayAct: me.role === 'owner', now: Date.now() });
  if (text === null) return null;
  return (
    <Banner title={text.title} label="Trouble">
      {text.text}
      {text.others.length > 0 ? <div>{text.others.join('. ')}.</div> : null}
    </Banner>
  );
}
