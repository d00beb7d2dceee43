import { RateLimit } from '../../../cloudfunctions/api/rate-limit';
import { Router } from '../../../cloudfunctions/api/router';
import { ROUTES } from '../../../cloudfunctions/api/routes';
import { becomeMember } from '../../../cloudfunctions/usecases/become-member';
import { completeTogether } from '../../../cloudfunctions/usecases/complete-together';
import type { GroupDocument, MemberDocument, OrderDocument } from '../../../cloudfunctions/usecases/documents';
import { newProgress } from '../../../cloudfunctions/usecases/follow-up-order';
import { handlePaymentCallback } from '../../../cloudfunctions/usecases/handle-payment-callback';
import type { Payments, Ports } from '../../../cloudfunctions/usecases/ports';
import type { CallInput, CallOutput } from '../../../src/contract/calls';
import type { Reply } from '../../../src/contract/errors';
import { fenToNumber } from '../../../src/contract/money';
import { HOUR_MS } from '../../../src/contract/time';
import { MemoryStore } from '../../simulation/world/memory-store';
import { storePorts } from './bench-ports';
import { verdict, type Section } from './section';
import {
  campaignItem,
  collectedOrder,
  groupDocument,
  memberDocument,
  merchantDocument,
  NOW,
  pickupCodeDocument,
  pointDocument,
} from './shop-documents';

/** Calls of the Store port, those within transactions one by one; beginning and committing a transaction count none. */
export interface StoreCalls {
  name: string;
  reads: number;
  writes: number;
}

const GROUP = 'group0';
const SKU = 'sku1';
const PRICE = 3280;
const SHAPE = { members: 10, leaders: 1, groupSize: 10, everyInvited: 0 };

/** A shop with one group that takes orders of a limited sku, and the members who buy there. */
class OpenGroup {
  readonly store = new MemoryStore();
  private readonly paid = new Map<string, OrderDocument>();
  private readonly ports: Ports;
  private readonly router: Router;
  private commands = 0;

  constructor() {
    const payments = {
      begin: () => Promise.resolve({ timeStamp: '', nonceStr: '', package: '', signType: '', paySign: '' }),
      query: (orderId: string) => {
        const order = this.paid.get(orderId)!;
        const { payFen, openid } = order;
        return Promise.resolve({ state: 'paid', transactionId: 't', fen: fenToNumber(payFen), openid, paidAt: NOW });
      },
    } as Pick<Payments, 'begin' | 'query'> as Payments;
    this.ports = { ...storePorts(this.store), payments, clock: { now: () => NOW } };
    this.router = new Router({ routes: ROUTES, ports: this.ports, limit: new RateLimit(), becomeMember });
  }

  async open(): Promise<void> {
    await this.store.insert('merchants', merchantDocument());
    await this.store.insert('points', pointDocument(0));
    await this.store.insert('groups', openGroupDocument());
    await this.store.insert('progress', newProgress(GROUP, merchantDocument()._id));
    const { campaignId, merchantId } = openGroupDocument();
    const stock = {
      _id: `${campaignId}:${SKU}`,
      v: 1,
      merchantId,
      campaignId,
      sku: SKU,
      name: '草莓',
      left: 100,
    } as const;
    await this.store.insert('stocks', { ...stock, applied: [] });
  }

  async place(member: MemberDocument): Promise<OrderDocument> {
    this.commands += 1;
    const input: CallInput<'placeOrder'> = {
      commandId: `command-${this.commands}`,
      groupId: GROUP,
      lines: [{ sku: SKU, units: 1, seenPriceFen: PRICE }],
      couponId: null,
      points: 0,
      person: { name: '林晚', phone: '13800002086' },
      note: '',
    };
    const caller = { openid: member.openid, sources: ['wx_client'], address: '127.0.0.1' };
    const reply = (await this.router.answer({ call: 'placeOrder', input }, caller, 'r')) as Reply<
      CallOutput<'placeOrder'>
    >;
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const order = this.store.dump().orders.find(({ _id }) => _id === reply.output.order.orderId)!;
    this.paid.set(order._id, order);
    return order;
  }

  pay(order: OrderDocument): Promise<void> {
    const { subMchId } = merchantDocument();
    return handlePaymentCallback(this.ports, NOW, { outTradeNo: order._id, subMchId });
  }

  /** Completes a collected order of another group as the job does. */
  async complete(n: number): Promise<void> {
    const order = collectedOrder(n, SHAPE);
    const left = await completeTogether(this.ports, [order], NOW);
    if (left.length > 0) throw new Error('the order was not completed');
  }

  async counted(name: string, work: () => Promise<unknown>): Promise<StoreCalls> {
    this.store.resetCounts();
    await work();
    const { reads, writes } = this.store.counts();
    return { name, reads, writes };
  }
}

const openGroupDocument = (): GroupDocument => ({
  ...groupDocument(GROUP, 0),
  state: 'open',
  items: [{ ...campaignItem(SKU, PRICE), limitPerMember: 3 }],
  opensAt: NOW - HOUR_MS,
  closesAt: NOW + HOUR_MS,
  closedAt: null,
  decidedAt: null,
  finalPricesFen: {},
  arrivals: {},
  dueAt: NOW + HOUR_MS,
});

/**
 * What an order of one limited sku asks of the database, with nothing but money to pay with. The function instance is warm: it
 * knows the merchant and the point, as after any other order of the last half minute.
 */
export async function countStoreCalls(): Promise<Record<'placing' | 'paying' | 'settling' | 'firstEver', StoreCalls>> {
  const group = new OpenGroup();
  await group.open();
  const [first, second, third] = [memberDocument(0), memberDocument(1), { ...memberDocument(2), person: null }];
  for (const member of [first, second, third]) await group.store.insert('members', member);
  await group.pay(await group.place(first));
  let order: OrderDocument | undefined;
  const placing = await group.counted('placing', async () => {
    order = await group.place(second);
  });
  const paying = await group.counted('paying', () => group.pay(order!));
  const firstEver = await group.counted('placing, person not yet known', () => group.place(third));
  // Two orders of one member, so that the one that is counted is not the member's first.
  const [earlier, later] = [SHAPE.members * 10, SHAPE.members * 20];
  for (const n of [earlier, later]) {
    const collected = collectedOrder(n, SHAPE);
    await group.store.insert('orders', collected);
    await group.store.insert('pickupCodes', pickupCodeDocument(collected));
    await group.store.insert('groups', groupDocument(collected.groupId, 0));
  }
  await group.complete(earlier);
  const settling = await group.counted('settling', () => group.complete(later));
  return { placing, paying, settling, firstEver };
}

const CALLS_WANTED = 12;
const WRITES_WANTED = 7;

/** How short the path is on which a shopper waits. */
export const storeCalls: Section = {
  name: 'store-calls',
  title: 'Store calls of a paid order on the online path',
  async run() {
    const { placing, paying, settling, firstEver } = await countStoreCalls();
    for (const { name, reads, writes } of [placing, paying, firstEver, settling])
      console.log(`  ${name}: ${reads + writes} calls, ${reads} reads and ${writes} writes`);
    const writes = placing.writes + paying.writes;
    const calls = placing.reads + paying.reads + writes;
    const few = verdict('placing and paying', `${calls} calls`, `at most ${CALLS_WANTED}`, calls <= CALLS_WANTED);
    const fewWrites = verdict('of them writes', `${writes}`, `at most ${WRITES_WANTED}`, writes <= WRITES_WANTED);
    return few && fewWrites;
  },
};
