import { Card, Checkbox, Fieldset, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { PolicyPage, Purpose } from '../../../../api/contract-privacy.ts';
import { Disclosure } from '../../../parts/disclosure.tsx';
import { placeName, placeOptions } from '../places.ts';
import classes from './simulator.module.css';
import {
  ANSWERS,
  type Answer,
  answersAll,
  CONSENT_MODES,
  type MadeUpVisit,
  NETWORKS,
  oneAnswer,
  SENDERS,
} from './visits.ts';

interface VisitFormProps {
  visit: MadeUpVisit;
  page: PolicyPage;
  change: (visit: MadeUpVisit) => void;
}

/** Everything that the gate is told of a visit. */
export function VisitForm({ visit, page, change }: VisitFormProps) {
  const set = (part: Partial<MadeUpVisit>): void => change({ ...visit, ...part });
  const all = oneAnswer(visit.consent);
  return (
    <Card>
      <Stack gap="md">
        <Select
          label="Where the visitor is"
          data={[{ value: '', label: 'Not known' }, ...placeOptions()]}
          value={visit.place}
          onChange={(place) => place !== null && set({ place })}
          allowDeselect={false}
          searchable
          limit={80}
          nothingFoundMessage="No place of that name"
          {...(visit.place === '' ? {} : { description: `${placeName(visit.place)} (${visit.place})` })}
        />
        <Choice
          label="Network"
          data={NETWORKS}
          value={visit.network}
          choose={(network) => set({ network })}
        />
        <TextInput
          label="Page"
          description="Path on the site."
          value={visit.path}
          maxLength={2000}
          onChange={({ currentTarget: { value } }) => set({ path: value })}
        />
        <Fieldset
          legend={<Legend text="Answer to the consent question" />}
          variant="unstyled"
          className={classes.part}
        >
          <Stack gap="sm" mt={4}>
            <Select
              aria-label="Answer for all purposes"
              data={[...ANSWERS, ...(all === null ? [{ value: 'mixed', label: 'Differs by purpose' }] : [])]}
              value={all ?? 'mixed'}
              allowDeselect={false}
              onChange={(answer) =>
                answer !== null && answer !== 'mixed' && set({ consent: answersAll(answer as Answer) })
              }
            />
            <Disclosure label="By purpose">
              <Stack gap="sm">
                {page.purposes.map(({ id, title }) => (
                  <Choice
                    key={id}
                    label={title}
                    data={ANSWERS}
                    value={visit.consent[id as Purpose]}
                    choose={(answer) => set({ consent: { ...visit.consent, [id]: answer } })}
                  />
                ))}
              </Stack>
            </Disclosure>
          </Stack>
        </Fieldset>
        <Fieldset
          legend={<Legend text="Signals and objection" />}
          variant="unstyled"
          className={classes.part}
        >
          <Group gap="md" mt={6}>
            <Flag label="Global Privacy Control" value={visit.gpc} set={(gpc) => set({ gpc })} />
            <Flag label="Do Not Track" value={visit.dnt} set={(dnt) => set({ dnt })} />
            <Flag label="Objected" value={visit.objected} set={(objected) => set({ objected })} />
          </Group>
        </Fieldset>
        <Disclosure label="Strings of consent managers, and the rest">
          <Stack gap="md">
            <Textarea
              label="TCF string"
              autosize
              minRows={1}
              maxRows={5}
              maxLength={20_000}
              value={visit.tcf}
              onChange={({ currentTarget: { value } }) => set({ tcf: value.trim() })}
            />
            <Textarea
              label="GPP string"
              autosize
              minRows={1}
              maxRows={5}
              maxLength={20_000}
              value={visit.gpp}
              onChange={({ currentTarget: { value } }) => set({ gpp: value.trim() })}
            />
            <Choice
              label="Google Consent Mode"
              data={CONSENT_MODES}
              value={visit.consentMode}
              choose={(consentMode) => set({ consentMode })}
            />
            <Choice
              label="Who visits"
              data={SENDERS}
              value={visit.sender}
              choose={(sender) => set({ sender })}
            />
            <Flag
              label="Enough was seen of the organization for an alert"
              value={visit.groupMet}
              set={(groupMet) => set({ groupMet })}
            />
          </Stack>
        </Disclosure>
      </Stack>
    </Card>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  data: readonly { value: T; label: string }[];
  value: T;
  choose: (value: T) => void;
}

function Choice<T extends string>({ label, data, value, choose }: ChoiceProps<T>) {
  return (
    <Select
      label={label}
      data={[...data]}
      value={value}
      allowDeselect={false}
      onChange={(next) => next !== null && choose(next as T)}
    />
  );
}

function Flag({ label, value, set }: { label: string; value: boolean; set: (value: boolean) => void }) {
  return (
    <Checkbox label={label} checked={value} onChange={({ currentTarget: { checked } }) => set(checked)} />
  );
}

const Legend = ({ text }: { text: string }) => (
  <Text size="sm" fw={600} component="span">
    {text}
  </Text>
);
