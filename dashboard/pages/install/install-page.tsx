import { Card, Code, List, Stack, Text } from '@mantine/core';
import type { Install, Site } from '../../../api/contract.ts';
import { CopyText } from '../../parts/copy-text.tsx';
import { Disclosure } from '../../parts/disclosure.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { useInstall } from '../../queries/sites.ts';
import { InstallStatus } from './install-status.tsx';
import { OptOutSignal } from './opt-out-signal.tsx';

/** The script tag of a site, and whether its pages are heard of. */
export function InstallPage({ site }: { site: Site }) {
  const install = useInstall(site.id);
  return (
    <Page
      title="Install"
      lead={
        site.demo
          ? 'The visits of the demo are made up, so it needs no script. Choose a site of your own above, or add one under Sites.'
          : `Add one script tag to the pages of ${site.name}. It sets no cookie and stores nothing unless the site’s policy allows it.`
      }
      demo={site.demo}
    >
      {install.isPending ? <Loading rows={2} height={150} /> : null}
      {install.isError && !install.data ? <Problem error={install.error} retry={install.refetch} /> : null}
      {install.data ? <Steps site={site} install={install.data} /> : null}
    </Page>
  );
}

function Steps({ site, install }: { site: Site; install: Install }) {
  return (
    <Stack gap="lg">
      <Section
        title="1. Copy the snippet"
        lead="Paste it into the head of every page, or into your template."
      >
        <Card>
          <CopyText text={install.snippet} what="snippet" />
          <Disclosure label="What does “integrity” do?">
            <Text size="sm" c="dimmed" mb="xs">
              The browser runs the script only if it is exactly this file (Subresource Integrity). Nobody on
              the way can change it. After an update of Clearpane the value changes, so copy the snippet
              again.
            </Text>
            <Code block className="wrapping-code">
              {install.integrity}
            </Code>
          </Disclosure>
          <Disclosure label="A faster snippet, without integrity">
            <Text size="sm" c="dimmed" mb="xs">
              Here the site’s policy arrives with the script, which saves a request before the first event.
              The file changes with the policy, so no hash can pin it: use it where you trust the way to this
              server as you trust the server.
            </Text>
            <CopyText text={install.policySnippet} what="faster snippet" />
          </Disclosure>
        </Card>
      </Section>
      <Section title="2. Open a page of the site" lead="Events count only from pages on these domains:">
        <Card>
          <List aria-label="Domains of this site">
            {site.domains.map((domain) => (
              <List.Item key={domain}>
                <Code>{domain}</Code> and its sub-domains
              </List.Item>
            ))}
          </List>
        </Card>
      </Section>
      <Section title="3. See it arrive">
        <InstallStatus install={install} />
      </Section>
      <Section
        title="4. Say that you honour opt-out signals"
        lead="Clearpane honours Global Privacy Control by itself. Your site says so in a file of its own, which browsers and authorities look for."
      >
        <OptOutSignal signal={install.optOutSignal} />
      </Section>
    </Stack>
  );
}
