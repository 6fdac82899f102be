import { Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import type { Site } from '../../../api/contract.ts';
import type { ContactRequestState } from '../../../api/contract-contact.ts';
import { CopyText } from '../../parts/copy-text.tsx';
import { Empty } from '../../parts/empty.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { useSiteHref } from '../../queries/current-site.tsx';

const TITLES: Readonly<Record<ContactRequestState, string>> = {
  new: 'Nobody waits for an answer',
  answered: 'Nothing is answered yet',
  removed: 'Nothing is removed',
};

const FORM = `<form action="/contact" method="post" data-clearpane-contact>
  <label>Name <input name="name" autocomplete="name" required></label>
  <label>Business e-mail <input name="email" type="email" autocomplete="email" required></label>
  <label>Message <textarea name="message" data-clearpane-field="message"></textarea></label>
  <button>Ask us</button>
  <p data-clearpane-contact-status></p>
</form>`;

interface NoRequestsProps {
  site: Site;
  state: ContactRequestState;
  taken: boolean;
}

/** Says why there is nothing, and what would bring something. */
export function NoRequests({ site, state, taken }: NoRequestsProps) {
  const href = useSiteHref();
  if (!taken) {
    return (
      <Empty icon={IconMail} title="Requests are not taken on this site">
        <Text>
          A privacy officer switches them on under{' '}
          <TextLink href={href('/privacy', { part: 'contactRequests' })}>Contact requests</TextLink> in the
          policy, and publishes the notice that tells of it. Until then, a marked form sends nothing here.
        </Text>
      </Empty>
    );
  }
  return (
    <Empty icon={IconMail} title={TITLES[state]}>
      {state === 'new' ? (
        <>
          <Text mb="sm">
            When somebody submits a form of {site.name} that is marked with data-clearpane-contact, it appears
            here. Your own handling of the form goes on as it is:
          </Text>
          <div style={{ textAlign: 'left' }}>
            <CopyText text={FORM} what="form" />
          </div>
        </>
      ) : (
        <Text>What was {state} is listed here until it is erased.</Text>
      )}
    </Empty>
  );
}
