import type { MemberContext } from '../../../cloudfunctions/usecases/context';
import type { MemberDocument } from '../../../cloudfunctions/usecases/documents';
import type { Ports } from '../../../cloudfunctions/usecases/ports';
import type { Neighbourhood } from '../neighbourhood';
import { enterCloud } from './enter-cloud';

/** The ports over a neighbourhood's cloud in this process: for instants and interruptions that no clock brings about. */
export async function portsOf(town: Neighbourhood): Promise<Ports> {
  enterCloud(town.cloud.url);
  const { makePorts } = await import('../../../cloudfunctions/adapters/make-ports');
  return makePorts();
}

/** A member's own context at an instant. */
export async function contextAt(ports: Ports, openid: string, now: number): Promise<MemberContext> {
  const [caller] = await ports.store.find('members', { where: { openid }, limit: 1 });
  if (!caller) throw new Error(`${openid} is no member`);
  return { ports, now, caller: caller satisfies MemberDocument, shareCode: undefined };
}
