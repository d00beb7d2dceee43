import type { CallInput, CallName, CallOutput } from '../../src/contract/calls';
import type { Reply } from '../../src/contract/errors';
import { HOUR_MS, MINUTE_MS, type Instant } from '../../src/contract/time';
import { RateLimit } from '../../cloudfunctions/api/rate-limit';
import { Router } from '../../cloudfunctions/api/router';
import { ROUTES } from '../../cloudfunctions/api/routes';
import { DEFAULT_SETTINGS, type MerchantSettings } from '../../cloudfunctions/core/settings';
import { becomeMember } from '../../cloudfunctions/usecases/become-member';
import { foundMerchant } from '../../cloudfunctions/usecases/found-merchant';
import { handlePaymentCallback, handleRefundCallback } from '../../cloudfunctions/usecases/handle-payment-callback';
import type { Log, Ports, Store } from '../../cloudfunctions/usecases/ports';
import { runDueWork } from '../../cloudfunctions/usecases/run-due-work';
import { Provider, type Report } from './provider';
import { MemoryStore } from './world/memory-store';
import type { Random } from './world/random';

export const MERCHANT = 'mch1';
export const SUB_MCH = '1900000109';
export const OWNER = 'openid-owner';
/** 2026-11-02 10:00 in Shanghai: early in a month, so that caps and expiries of months lie ahead. */
const BEGINS_AT = Date.parse('2026-11-02T10:00:00+08:00');

/** What a merchant offers in one group. */
export interface Offer {
  tiers: [fromUnits: number, priceFen: number][];
  stock: number;
  limit: number | null;
  threshold: CallInput<'publishCampaign'>['threshold'];
  closesInMs: number;
  commissionBps: number | null;
  fresh: boolean;
}

export const OFFER: Offer = {
  tiers: [[1, 1000]],
  stock: 100,
  limit: 9,
  threshold: { kind: 'none' },
  closesInMs: 2 * HOUR_MS,
  commissionBps: null,
  fresh: false,
};

/** Runs one piece of work the way a function instance would: with ports of its own over the shared world. */
export interface Instance {
  ports: Ports;
  now: Instant;
}

/**
 * A neighbourhood in memory: the real use cases, entered as people, the provider and the timer enter them, over a store
 * and a provider in memory and a clock that only tests move.
 */
export class Town {
  now: Instant = BEGINS_AT;
  readonly data = new MemoryStore({ isolation: 'snapshot' });
  readonly provider: Provider;
  /** Events of the log at level error, which a run without faults must not have. */
  readonly errors: { event: string; fields: Record<string, unknown> }[] = [];
  private commands = 0;
  private readonly ids: Random;

  constructor(readonly random: Random) {
    this.ids = random.fork();
    this.provider = new Provider(() => this.now, random.fork());
  }

  commandId(): string {
    this.commands += 1;
    return `command-${this.commands}`;
  }

  private readonly log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (event, fields) => this.errors.push({ event, fields }),
  };

  /**
   * The ports of a function instance; `store` may be wrapped to interleave or to fail. lateMs: how far the instance's clock
   * is behind, because no two machines agree.
   */
  instance(store: Store = this.data, lateMs = 0): Instance {
    const clock = { now: () => this.now - lateMs };
    return {
      now: clock.now(),
      ports: {
        store,
        payments: this.provider,
        clock,
        ids: {
          make: () => Array.from({ length: 16 }, () => this.ids.integer(36).toString(36)).join(''),
          bytes: (length) => Uint8Array.from({ length }, () => this.ids.integer(256)),
        },
        messages: { send: () => Promise.resolve('sent') },
        contentCheck: { text: () => Promise.resolve('pass') },
        programCodes: { draw: () => Promise.resolve(undefined) },
        log: this.log,
      },
    };
  }

  /** What the function `api` answers. */
  async answer<Name extends CallName>(
    openid: string,
    call: Name,
    input: CallInput<Name>,
    instance: Instance = this.instance(),
    shareCode?: string,
  ): Promise<Reply<CallOutput<Name>>> {
    const { ports } = instance;
    const router = new Router({ routes: ROUTES, ports, limit: new RateLimit(), becomeMember });
    const event = { call, input, ...(shareCode === undefined ? {} : { shareCode }) };
    return (await router.answer(event, { openid, sources: ['wx_client'], address: '' }, '')) as Reply<CallOutput<Name>>;
  }

  /** The answer of a call that must be accepted. */
  async call<Name extends CallName>(
    openid: string,
    call: Name,
    input: CallInput<Name>,
    shareCode?: string,
  ): Promise<CallOutput<Name>> {
    const reply = await this.answer(openid, call, input, this.instance(), shareCode);
    if (reply.ok) return reply.output;
    const [error] = this.errors.slice(-1);
    throw new Error(`${call}: ${JSON.stringify(reply.error)} ${error ? JSON.stringify(error) : ''}`);
  }

  /** One tick of the timer. */
  tick(instance: Instance = this.instance()): Promise<{ more: boolean }> {
    return runDueWork(instance.ports, instance.now);
  }

  /** What the function `callback` does with a report of the provider. */
  deliver({ kind, number, subMchId }: Report, { ports, now }: Instance = this.instance()): Promise<void> {
    return kind === 'payment'
      ? handlePaymentCallback(ports, now, { outTradeNo: number, subMchId })
      : handleRefundCallback(ports, now, { outRefundNo: number });
  }

  /** Moves the clock in steps of at most `step`, with the timer ticking until nothing more is due at each. */
  async advance(ms: number, step = HOUR_MS): Promise<void> {
    const until = this.now + ms;
    while (this.now < until) {
      this.now = Math.min(until, this.now + step);
      await this.settleDown();
    }
  }

  /** Delivers what the provider reports and runs the timer until nothing more is due. */
  async settleDown(): Promise<void> {
    for (let round = 0; round < 60; round += 1) {
      for (const report of this.provider.reports.splice(0)) await this.deliver(report);
      if (!(await this.tick()).more && this.provider.reports.length === 0) return;
    }
    throw new Error('there is always more to do');
  }

  async found(settings: Partial<MerchantSettings> = {}): Promise<void> {
    const { ports, now } = this.instance();
    await foundMerchant(ports, now, { merchantId: MERCHANT, name: '晨光鲜果', subMchId: SUB_MCH, ownerOpenid: OWNER });
    await this.data.update('merchants', MERCHANT, {}, { set: { settings: { ...DEFAULT_SETTINGS, ...settings } } });
  }

  /** A leader with a pickup point; returns the point's id. */
  async appoint(openid: string): Promise<string> {
    const point = { name: `${openid} 家`, address: '晴川路 18 号', hours: '16:00–21:00', lat: 31.2, lng: 121.4 };
    const input = { merchantId: MERCHANT, name: '周姐', phone: '13800002086', point };
    const me = await this.call(openid, 'applyAsLeader', input);
    await this.call(OWNER, 'approveLeader', { merchantId: MERCHANT, leaderId: me.memberId });
    return me.leads[0]?.pointId ?? '';
  }

  /** A group that takes orders now, with one sku an offer. */
  async openGroup(
    leader: string,
    pointId: string,
    offers: readonly Partial<Offer>[] = [{}],
  ): Promise<{ groupId: string; campaignId: string; skus: string[] }> {
    const goods = offers.map((offer) => ({ ...OFFER, ...offer }));
    const first = goods[0] ?? OFFER;
    const skus: string[] = [];
    for (const { fresh } of goods) skus.push(await this.product(fresh));
    const closesAt = this.now + first.closesInMs;
    const { campaignId } = await this.call(OWNER, 'publishCampaign', {
      commandId: this.commandId(),
      merchantId: MERCHANT,
      title: '丹东 99 草莓',
      summary: '',
      items: goods.map(({ tiers, stock, limit, commissionBps }, index) => ({
        productId: skus[index] ?? '',
        priceTiers: tiers.map(([fromUnits, priceFen]) => ({ fromUnits, priceFen })),
        stock,
        limitPerMember: limit,
        commissionBps,
      })),
      opensAt: this.now - MINUTE_MS,
      closesAt,
      arrivesAt: closesAt + 20 * HOUR_MS,
      pickupUntil: closesAt + 25 * HOUR_MS,
      threshold: first.threshold,
    });
    const { card } = await this.call(leader, 'openGroup', { commandId: this.commandId(), campaignId, pointId });
    return { groupId: card.groupId, campaignId, skus };
  }

  private async product(fresh: boolean): Promise<string> {
    const picture = 'cloud://local.local-local/goods.png';
    const { productId } = await this.call(OWNER, 'saveProduct', {
      commandId: this.commandId(),
      merchantId: MERCHANT,
      name: '丹东 99 草莓',
      spec: '1 份',
      category: '水果',
      picture,
      hero: picture,
      plate: 'blush',
      summary: '',
      fresh,
    });
    return productId;
  }
}
