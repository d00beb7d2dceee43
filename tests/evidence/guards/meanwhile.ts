import type { Instance, Town } from '../../simulation/town';
import { FaultyStore } from '../../simulation/world/faulty-store';
import { drain, findings } from '../end-state';

/** Does the work in an instance right before whose first call with this label (see call-label.ts) somebody else is quicker. */
export async function meanwhile<Result>(
  town: Town,
  label: string,
  quicker: () => Promise<unknown>,
  act: (instance: Instance) => Promise<Result>,
): Promise<Result> {
  let happened = false;
  const store = town.data.withStep(async (each) => {
    if (happened || !each.startsWith(label)) return;
    happened = true;
    await quicker();
  });
  const result = await act(town.instance(store));
  if (!happened) throw new Error(`there was no call ${label}`);
  return result;
}

/** Does the work in an instance that ends right after its first call with this label. */
export async function interrupted(
  town: Town,
  label: string,
  act: (instance: Instance) => Promise<unknown>,
): Promise<void> {
  let happened = false;
  const store = new FaultyStore(town.data, (_, each) => {
    if (happened || !each.startsWith(label)) return 'none';
    happened = true;
    return 'crashAfter';
  });
  await act(town.instance(store)).catch(() => undefined);
  if (!happened) throw new Error(`there was no call ${label}`);
}

/** Lets all that is under way come to its end, where the books must be right. */
export async function comesToRest(town: Town): Promise<void> {
  await drain(town);
  expect(findings(town)).toEqual([]);
}

export const orderOf = (town: Town, orderId: string) => town.data.dump().orders.find(({ _id }) => _id === orderId);

export const journalsNamed = (town: Town, id: string) => town.data.dump().journals.filter(({ _id }) => _id === id);

/** What is left of a group's first sku. */
export const leftOf = (town: Town, { campaignId }: { campaignId: string }): number | undefined =>
  town.data.dump().stocks.find((stock) => stock.campaignId === campaignId)?.left;

/** What each member's purchases of a campaign count. */
export const boughtOf = (town: Town, { campaignId }: { campaignId: string }): number[] =>
  town.data
    .dump()
    .purchases.filter((purchase) => purchase.campaignId === campaignId)
    .map(({ units }) => units);

export const progressOf = (town: Town, { groupId }: { groupId: string }) =>
  town.data.dump().progress.find(({ _id }) => _id === groupId);
