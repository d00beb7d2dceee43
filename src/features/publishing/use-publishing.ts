import { useRef, useState } from 'react';
import type { CallError } from '@/contract/errors';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';
import { serverNow } from '@/lib/server-clock';
import { checkDraft, type Faults } from './check-draft';
import { newDraft, type CampaignDraft } from './draft';

const NO_FAULTS: Faults = {};

/** A campaign on its way from draft to published. onDone: it is out. */
export function usePublishing(merchantId: string, onDone: () => void) {
  const [draft, setDraft] = useState<CampaignDraft>(() => newDraft(serverNow()));
  const [checking, setChecking] = useState(false);
  const [error, setError] = useState<CallError>();
  const commandId = useRef(newCommandId());
  // Nothing is called wrong before it was meant to be published; from then on faults follow the typing.
  const checked = checking ? checkDraft(draft, serverNow()) : undefined;

  const publish = async () => {
    setError(undefined);
    setChecking(true);
    const ready = checkDraft(draft, serverNow());
    if (!ready.ok) return;
    const reply = await callCloud('publishCampaign', { commandId: commandId.current, merchantId, ...ready.input });
    if (reply.ok) return onDone();
    setError(reply.error);
  };
  return {
    draft,
    set: (change: Partial<CampaignDraft>) => setDraft((before) => ({ ...before, ...change })),
    replace: setDraft,
    faults: checked && !checked.ok ? checked.faults : NO_FAULTS,
    error,
    publish,
  };
}

/** Those of the faults that lie under a path, by what is left of it. */
export function faultsUnder(faults: Faults, path: string): Faults {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([field, words]) =>
      field.startsWith(`${path}.`) ? [[field.slice(path.length + 1), words]] : [],
    ),
  );
}
