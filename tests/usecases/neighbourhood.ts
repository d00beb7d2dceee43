import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { CallInput, CallName, CallOutput } from '../../src/contract/calls';
import { CALLS } from '../../src/contract/calls';
import type { CallError, Reply } from '../../src/contract/errors';
import type { Account, Journal } from '../../src/contract/ledger';
import { pointsToNumber } from '../../src/contract/points';
import { HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { checkBook } from '../../cloudfunctions/core/audit/check-book';
import type { MembershipDocument } from '../../cloudfunctions/usecases/documents';
import { ask, CloudProcess, TempFolder } from '../localcloud/support/cloud-process';
import type { DatabaseSpec } from '../../localcloud/local-cloud';

const ROOT = join(__dirname, '../..');
const FUNCTIONS = join(ROOT, 'dist/cloudfunctions');
export const SETUP_SECRET = 'a-secret-of-the-tests';

/** A picture that is really there: one green dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
);
export const PICTURE = 'cloud://local.local-local/goods.png';
export const MERCHANT = 'mch1';
/** Sub-merchant number of every merchant of the tests. */
export const SUB_MCH = '1900000109';
export const OWNER = 'openid-owner';
export const LEADER = 'openid-leader';

type Stored = Record<string, unknown>;

/** A local cloud with the shipped functions and one merchant; what the behaviour tests live in. */
export class Neighbourhood {
  private commands = 0;
  pointId = '';

  private constructor(
    readonly cloud: CloudProcess,
    readonly folder: TempFolder,
  ) {}

  /** options: as startLocalCloud takes them, `appFolder` for the journeys in the browser. */
  static async start(options: { appFolder?: string } = {}): Promise<Neighbourhood> {
    if (!existsSync(join(FUNCTIONS, 'api/index.js')))
      throw new Error('build the functions first: npm run build:functions');
    const databaseSpec = JSON.parse(readFileSync(join(ROOT, 'config/cloud/database.json'), 'utf8')) as DatabaseSpec;
    const folder = new TempFolder();
    mkdirSync(join(folder.path, 'data/files'), { recursive: true });
    writeFileSync(join(folder.path, 'data/files/goods.png'), DOT);
    const cloud = await CloudProcess.start(folder.path, FUNCTIONS, {
      databaseSpec,
      functionEnv: { LINTUAN_SETUP_SECRET: SETUP_SECRET },
      ...options,
    });
    const neighbourhood = new Neighbourhood(cloud, folder);
    await neighbourhood.found(MERCHANT, '晨光鲜果', OWNER);
    neighbourhood.pointId = await neighbourhood.appoint(LEADER, '周姐', '晴川里 3 号门');
    return neighbourhood;
  }

  async stop(): Promise<void> {
    await this.cloud.end();
    this.folder.remove();
  }

  commandId(): string {
    this.commands += 1;
    return `command-${this.commands}`;
  }

  /** Calls as a person; '' is a visitor. */
  async reply<Name extends CallName>(
    openid: string,
    call: Name,
    input: CallInput<Name>,
    shareCode?: string,
  ): Promise<Reply<CallOutput<Name>>> {
    const answer = await ask(`${this.cloud.url}/functions/api`, {
      method: 'POST',
      headers: openid === '' ? {} : { 'x-lintuan-openid': openid },
      body: JSON.stringify({ call, input, ...(shareCode === undefined ? {} : { shareCode }) }),
    });
    return JSON.parse(answer.body.toString()) as Reply<CallOutput<Name>>;
  }

  /** What the call answers, checked against the contract; throws when it is refused. */
  async call<Name extends CallName>(
    openid: string,
    call: Name,
    input: CallInput<Name>,
    shareCode?: string,
  ): Promise<CallOutput<Name>> {
    const reply = await this.reply(openid, call, input, shareCode);
    if (!reply.ok) throw new Error(`${call}: ${JSON.stringify(reply.error)}`);
    const checked = v.safeParse(CALLS[call].output, reply.output);
    if (!checked.success)
      throw new Error(
        `${call} answers against the contract: ${v.getDotPath(checked.issues[0])} ${checked.issues[0].message}`,
      );
    return reply.output;
  }

  /** The error of a call that must be refused. */
  async refusal<Name extends CallName>(openid: string, call: Name, input: CallInput<Name>): Promise<CallError> {
    const reply = await this.reply(openid, call, input);
    if (reply.ok) throw new Error(`${call} was not refused: ${JSON.stringify(reply.output)}`);
    return reply.error;
  }

  async now(): Promise<number> {
    return ((await this.cloud.get('/dev/clock')) as { now: number }).now;
  }

  /** Moves the clock, with the job at every midnight passed and at the end. */
  async advance(advanceMs: number): Promise<void> {
    await this.cloud.post('/dev/clock', { advanceMs });
  }

  /** Runs the job until nothing more is due. */
  async settleDown(): Promise<void> {
    for (let tick = 0; tick < 50; tick += 1)
      if (!((await this.cloud.post('/dev/job')) as { more: boolean }).more) return;
  }

  /** What a shopper does at the pay sheet; resolves when the callbacks have been delivered. */
  async pay(orderId: string, outcome: 'paid' | 'cancelled' | 'failed' | 'late' = 'paid', callbacks = 1): Promise<void> {
    await this.cloud.post('/dev/pay', { orderId, outcome, callbacks });
    if (outcome === 'cancelled' || outcome === 'failed') return;
    const journal = `pay:${orderId}`;
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await this.isBooked(orderId, journal)) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${journal} was not posted`);
  }

  /** Whether a payment is in the books, and in its group's progress unless it came too late to count. */
  private async isBooked(orderId: string, journal: string): Promise<boolean> {
    const journals = await this.cloud.documents('journals');
    if (!journals.some(({ _id }) => _id === journal)) return false;
    const order = (await this.cloud.documents('orders')).find(({ _id }) => _id === orderId);
    const progress = (await this.cloud.documents('progress')).find(({ _id }) => _id === order?.groupId);
    const marks = (progress?.applied ?? []) as { id: string }[];
    return order?.state === 'cancelled' || marks.some(({ id }) => id === journal);
  }

  async found(merchantId: string, name: string, ownerOpenid: string): Promise<void> {
    const event = { secret: SETUP_SECRET, found: { merchantId, name, subMchId: SUB_MCH, ownerOpenid } };
    await this.cloud.post('/dev/invoke', { function: 'job', event });
  }

  async appoint(openid: string, name: string, place: string, merchantId = MERCHANT, owner = OWNER): Promise<string> {
    const point = { name: place, address: '晴川路 18 号', hours: '16:00–21:00', lat: 31.2, lng: 121.4 };
    const me = await this.call(openid, 'applyAsLeader', { merchantId, name, phone: '13800002086', point });
    await this.call(owner, 'approveLeader', { merchantId, leaderId: me.memberId });
    const lead = me.leads.find((each) => each.merchantId === merchantId);
    if (!lead?.pointId) throw new Error('the leader has no point');
    return lead.pointId;
  }

  async product(name: string, options: { fresh?: boolean } = {}): Promise<string> {
    const { productId } = await this.call(OWNER, 'saveProduct', {
      commandId: this.commandId(),
      merchantId: MERCHANT,
      name,
      spec: '1 份',
      category: '水果',
      picture: PICTURE,
      hero: PICTURE,
      plate: 'blush',
      summary: '',
      fresh: options.fresh ?? false,
    });
    return productId;
  }

  /** Opens a group that takes orders now and closes in closesInMs; returns its id and its first sku. */
  async openGroup(
    options: {
      tiers?: [fromUnits: number, priceFen: number][];
      stock?: number;
      limit?: number | null;
      threshold?: CallInput<'publishCampaign'>['threshold'];
      closesInMs?: number;
      fresh?: boolean;
      pointId?: string;
      leader?: string;
    } = {},
  ): Promise<{ groupId: string; sku: string; campaignId: string }> {
    const { tiers = [[1, 1000]], closesInMs = 2 * HOUR_MS } = options;
    const productId = await this.product('丹东 99 草莓', { fresh: options.fresh });
    const now = await this.now();
    const closesAt = now + closesInMs;
    const { campaignId } = await this.call(OWNER, 'publishCampaign', {
      commandId: this.commandId(),
      merchantId: MERCHANT,
      title: '丹东 99 草莓',
      summary: '今早采摘，冷链到小区',
      items: [
        {
          productId,
          priceTiers: tiers.map(([fromUnits, priceFen]) => ({ fromUnits, priceFen })),
          stock: options.stock ?? 100,
          limitPerMember: options.limit ?? null,
          commissionBps: null,
        },
      ],
      opensAt: now - MINUTE_MS,
      closesAt,
      arrivesAt: closesAt + 20 * HOUR_MS,
      pickupUntil: closesAt + 25 * HOUR_MS,
      threshold: options.threshold ?? { kind: 'none' },
    });
    const { card } = await this.call(options.leader ?? LEADER, 'openGroup', {
      commandId: this.commandId(),
      campaignId,
      pointId: options.pointId ?? this.pointId,
    });
    return { groupId: card.groupId, sku: productId, campaignId };
  }

  orderInput(
    groupId: string,
    sku: string,
    options: { units?: number; price?: number; points?: number; couponId?: string | null; commandId?: string } = {},
  ): CallInput<'placeOrder'> {
    return {
      commandId: options.commandId ?? this.commandId(),
      groupId,
      lines: [{ sku, units: options.units ?? 1, seenPriceFen: options.price ?? 1000 }],
      couponId: options.couponId ?? null,
      points: options.points ?? 0,
      person: { name: '林晚', phone: '13800002086' },
      note: '',
    };
  }

  async place(
    openid: string,
    groupId: string,
    sku: string,
    options: Parameters<Neighbourhood['orderInput']>[2] = {},
  ): Promise<string> {
    const { order } = await this.call(openid, 'placeOrder', this.orderInput(groupId, sku, options));
    return order.orderId;
  }

  async buy(
    openid: string,
    groupId: string,
    sku: string,
    options: Parameters<Neighbourhood['orderInput']>[2] = {},
  ): Promise<string> {
    const orderId = await this.place(openid, groupId, sku, options);
    await this.pay(orderId);
    return orderId;
  }

  /** Lets a group reach its close and be decided. */
  async closeAndDecide(closesInMs = 2 * HOUR_MS): Promise<void> {
    await this.advance(closesInMs + MINUTE_MS);
    await this.advance(20 * MINUTE_MS);
    await this.settleDown();
    // Refunds are under way at the provider for a moment before they are done.
    await this.advance(2 * MINUTE_MS);
  }

  /** Everything that is always true of the books; called at the end of every behaviour test. */
  async booksBalance(): Promise<void> {
    const { journals, balances, memberships } = await this.quietBooks();
    const byAccount = new Map(balances.map(({ _id, balance }) => [_id as Account, balance as number]));
    expect(checkBook(journals as unknown as Journal[], byAccount)).toEqual([]);
    membershipsAgree(memberships, byAccount);
  }

  /**
   * Journals and balances of one moment: callbacks of refunds still arrive while they are read, so they are read again
   * until no journal came in between and every one of them was folded before.
   */
  private async quietBooks(): Promise<Record<'journals' | 'balances' | 'memberships', Stored[]>> {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      await this.settleDown();
      const journals = await this.cloud.documents('journals');
      const balances = await this.cloud.documents('balances');
      const memberships = await this.cloud.documents('memberships');
      const after = await this.cloud.documents('journals');
      if (after.length === journals.length && journals.every(({ appliedAt }) => appliedAt !== null))
        return { journals, balances, memberships };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('journals kept coming');
  }

  /** Balance of an account after everything was folded. */
  async balance(account: Account): Promise<number> {
    const balances = await this.cloud.documents('balances');
    return (balances.find(({ _id }) => _id === account)?.balance as number | undefined) ?? 0;
  }

  async stockLeft(campaignId: string, sku: string): Promise<number> {
    const stocks = await this.cloud.documents('stocks');
    return stocks.find(({ _id }) => _id === `${campaignId}:${sku}`)?.left as number;
  }

  async memberId(openid: string): Promise<string> {
    return (await this.call(openid, 'enter', {})).memberId;
  }
}

/** The members' lots and growth say the same as their accounts. */
function membershipsAgree(memberships: readonly Stored[], balances: ReadonlyMap<Account, number>): void {
  for (const membership of memberships) {
    const { merchantId, memberId, lots, debt, growthDays } = membership as unknown as MembershipDocument;
    const points = lots.reduce((sum, { left }) => sum + pointsToNumber(left), 0) - pointsToNumber(debt);
    expect({ memberId, points }).toEqual({
      memberId,
      points: balances.get(`member:${merchantId}:${memberId}:points`) ?? 0,
    });
    const growth = growthDays.reduce((sum, { amount }) => sum + amount, 0);
    expect({ memberId, growth }).toEqual({
      memberId,
      growth: balances.get(`member:${merchantId}:${memberId}:growth`) ?? 0,
    });
  }
}

/** One neighbourhood for all tests of a file. */
export function useNeighbourhood(): () => Neighbourhood {
  jest.setTimeout(60_000);
  let neighbourhood: Neighbourhood;
  beforeAll(async () => {
    neighbourhood = await Neighbourhood.start();
  }, 60_000);
  afterEach(async () => {
    await neighbourhood.booksBalance();
  }, 60_000);
  afterAll(async () => {
    await neighbourhood?.stop();
  }, 30_000);
  return () => neighbourhood;
}
