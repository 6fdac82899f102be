import { Accordion, Badge, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { count } from '../../../parts/time.ts';
import { useDraft } from '../draft/draft-provider.tsx';
import { AudiencePart } from '../parts/audience-part.tsx';
import { BehaviourPart } from '../parts/behaviour-part.tsx';
import { ConsentPart } from '../parts/consent-part.tsx';
import { ContactRequestsPart } from '../parts/contact-requests-part.tsx';
import { ControllerPart } from '../parts/controller-part.tsx';
import { EstablishmentsPart } from '../parts/establishments-part.tsx';
import { ExemptionsPart } from '../parts/exemptions-part.tsx';
import { MemosPart } from '../parts/memos-part.tsx';
import { PagesPart } from '../parts/pages-part.tsx';
import type { PartProps } from '../parts/part-props.ts';
import { TcfPart } from '../parts/tcf-part.tsx';
import { factOf, PART_GROUPS, PART_TITLES, PARTS, type Part } from './facts.ts';
import classes from './policy.module.css';

const FORMS: Readonly<Record<Part, (props: PartProps) => React.ReactNode>> = {
  controller: ControllerPart,
  establishments: EstablishmentsPart,
  memos: MemosPart,
  exemptions: ExemptionsPart,
  pages: PagesPart,
  audience: AudiencePart,
  consent: ConsentPart,
  tcf: TcfPart,
  behaviour: BehaviourPart,
  contactRequests: ContactRequestsPart,
};

/** Everything an officer decides beside the matrix. Each part tells what it says while it is closed. */
export function PolicyParts({ page }: { page: PolicyPage }) {
  const { policy, changes, edit } = useDraft();
  // A link from elsewhere opens the part it means.
  const [parameters] = useSearchParams();
  const wanted = parameters.get('part') ?? '';
  const [opened, setOpened] = useState<string[]>([]);
  useEffect(() => {
    if (wanted === '') return;
    setOpened((parts) => [...new Set([...parts, wanted])]);
    // After the frame has shown the top of a new page.
    const timer = setTimeout(() => document.getElementById(`part-${wanted}`)?.scrollIntoView());
    return () => clearTimeout(timer);
  }, [wanted]);
  return (
    <Accordion
      multiple
      order={3}
      value={opened}
      onChange={setOpened}
      keepMounted={false}
      classNames={{ root: classes.parts ?? '', item: classes.part ?? '' }}
    >
      {PARTS.map((part) => {
        const Form = FORMS[part];
        const changed = changes.filter(({ group }) => PART_GROUPS[part].includes(group)).length;
        return (
          <Accordion.Item key={part} value={part} id={`part-${part}`}>
            <Accordion.Control>
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <div className={classes.partHead}>
                  <Text fw={600}>{PART_TITLES[part]}</Text>
                  <Text size="sm" c="dimmed" lineClamp={2}>
                    {factOf(part, policy, page)}
                  </Text>
                </div>
                {changed > 0 ? <Badge>{count(changed, 'change')}</Badge> : null}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Form policy={policy} edit={edit} page={page} />
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}
