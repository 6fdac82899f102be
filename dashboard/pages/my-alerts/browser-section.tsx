import { Card, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../parts/section.tsx';
import { useBrowserAlerts } from '../../queries/browser-alerts.ts';

/** Of this browser only: another one is asked for itself. */
export function BrowserSection() {
  const { possible, on, switchOn, switchOff } = useBrowserAlerts();
  const [denied, setDenied] = useState(false);
  const change = async (wanted: boolean): Promise<void> => {
    if (!wanted) return switchOff();
    setDenied(!(await switchOn()));
  };
  return (
    <Section title="This browser">
      <Card>
        <Switch
          label="Tell me in this browser"
          description="While the dashboard is open, a message of the browser names the organization and the topic. Not in quiet hours, on days off or for muted rules."
          checked={on}
          disabled={!possible}
          onChange={(event) => void change(event.currentTarget.checked)}
        />
        <Text size="sm" mt="xs" role="status">
          {possible
            ? denied && !on
              ? 'The browser does not allow it for this address. Allow notifications in its settings, and switch on again.'
              : ''
            : 'This browser has no notifications for pages, or none for pages without https.'}
        </Text>
      </Card>
    </Section>
  );
}
