import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { PolicyBody, PolicyPage } from '../../../../api/contract-privacy.ts';
import { type Change, changesBetween } from './changes.ts';
import { changesOf, type Draft, layOver } from './lay-over.ts';
import { draftKey, readDraft, writeDraft } from './stored-draft.ts';

interface DraftTools {
  /** Null while nothing differs from what is in force. */
  draft: Draft | null;
  /** The draft's policy, or the one in force. */
  policy: PolicyBody;
  changes: readonly Change[];
  /** Another version came into force since the draft began. */
  outdated: boolean;
  edit: (policy: PolicyBody) => void;
  /** Fills the draft with an earlier version's contents, as they were. */
  restore: (version: number, policy: PolicyBody) => void;
  discard: () => void;
  /** Brings a draft back that was discarded. */
  resume: (draft: Draft) => void;
  layOverNewest: () => void;
}

const Context = createContext<DraftTools | null>(null);

export function useDraft(): DraftTools {
  const tools = useContext(Context);
  if (!tools) throw new Error('There is no DraftProvider above.');
  return tools;
}

interface DraftProviderProps {
  personId: string;
  siteId: number;
  page: PolicyPage;
  children: ReactNode;
}

/** Keeps the draft of the one who looks, through reloads of this tab. */
export function DraftProvider({ personId, siteId, page, children }: DraftProviderProps) {
  const key = draftKey(personId, siteId);
  const [kept, setKept] = useState(() => readDraft(sessionStorage, key));
  const { active } = page;

  const keep = (draft: Draft | null): void => {
    writeDraft(sessionStorage, key, draft);
    setKept(draft);
  };
  const begin = (): Draft => ({
    baseVersion: active.version,
    base: active.policy,
    policy: active.policy,
    restores: null,
  });

  const changes = kept ? changesOf(kept) : [];
  const draft = changes.length > 0 ? kept : null;
  const tools: DraftTools = {
    draft,
    policy: draft?.policy ?? active.policy,
    changes,
    outdated: draft !== null && draft.baseVersion !== active.version,
    edit: (policy) => {
      // What is changed on the way brings no earlier version back.
      const next = { ...(draft ?? begin()), policy, restores: null };
      keep(changesBetween(next.base, policy).length === 0 ? null : next);
    },
    restore: (version, policy) => keep({ ...begin(), policy, restores: version }),
    discard: () => keep(null),
    resume: keep,
    layOverNewest: () => {
      if (draft) keep(layOver(draft, active));
    },
  };
  useAskBeforeLeaving(draft !== null);
  return <Context value={tools}>{children}</Context>;
}

/** The browser asks before the tab, and the draft with it, goes. */
function useAskBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
}
