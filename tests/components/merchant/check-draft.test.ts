import { fenToNumber, parseYuan } from '@/contract/money';
import { checkDraft, readTiers } from '@/features/publishing/check-draft';
import { newDraft, newItem, withProduct, type CampaignDraft, type ItemDraft } from '@/features/publishing/draft';

const NOW = Date.parse('2026-11-21T09:41:00+08:00');
const at = (text: string) => Date.parse(`${text}:00+08:00`);
const product = {
  productId: 'pr1',
  name: '草莓',
  spec: '2 斤装',
  category: '水果',
  picture: '',
  plate: 'blush',
  summary: '',
  fresh: true,
};
const item = (change: Partial<ItemDraft> = {}): ItemDraft => ({
  ...newItem(product),
  tiers: [
    { fromUnits: '1', price: '32.80' },
    { fromUnits: '30', price: '29.8' },
  ],
  ...change,
});
const draft = (change: Partial<CampaignDraft> = {}): CampaignDraft => ({
  ...newDraft(NOW),
  title: '丹东草莓',
  items: [item()],
  ...change,
});
const faultsOf = (change: Partial<CampaignDraft>) => {
  const checked = checkDraft(draft(change), NOW);
  return checked.ok ? {} : checked.faults;
};

test('a new draft opens at the next eight in the morning and keeps the order of its times', () => {
  const { opensAt, closesAt, arrivesAt, pickupUntil } = newDraft(NOW);
  expect([opensAt, closesAt, arrivesAt, pickupUntil]).toEqual([
    at('2026-11-22T08:00'),
    at('2026-11-23T20:00'),
    at('2026-11-24T16:00'),
    at('2026-11-24T21:00'),
  ]);
  expect(newDraft(at('2026-11-21T06:00')).opensAt).toBe(at('2026-11-21T08:00'));
});

test('what can be read is read exactly', () => {
  const checked = checkDraft(draft({ items: [item({ limit: '3', commission: '8.5' })], threshold: 'none' }), NOW);
  expect(checked).toMatchObject({
    ok: true,
    input: {
      title: '丹东草莓',
      threshold: { kind: 'none' },
      items: [
        {
          productId: 'pr1',
          priceTiers: [
            { fromUnits: 1, priceFen: 3280 },
            { fromUnits: 30, priceFen: 2980 },
          ],
          stock: 100,
          limitPerMember: 3,
          commissionBps: 850,
        },
      ],
    },
  });
});

test.each<[string, Partial<CampaignDraft>, Record<string, string>]>([
  ['no name', { title: '  ' }, { title: '给活动起个名字' }],
  ['a long name', { title: '长'.repeat(41) }, { title: '最多 40 个字' }],
  ['nothing to sell', { items: [] }, { items: '至少选一样商品' }],
  ['no threshold', { thresholdCount: '' }, { threshold: '写清满几户成团' }],
  ['a broken threshold', { threshold: 'units', thresholdCount: '1.5' }, { threshold: '写清满几件成团' }],
  ['closes before it opens', { closesAt: at('2026-11-22T07:00') }, { closesAt: '截单要晚于开团' }],
  [
    'closed already',
    { opensAt: at('2026-11-19T08:00'), closesAt: at('2026-11-20T20:00') },
    { closesAt: '截单时间已经过了' },
  ],
  ['arrives too early', { arrivesAt: at('2026-11-23T19:00') }, { arrivesAt: '到货要在截单之后' }],
  ['pickup ends at once', { pickupUntil: at('2026-11-24T16:00') }, { pickupUntil: '取货截止要晚于到货' }],
  ['no stock', { items: [item({ stock: '0' })] }, { 'items.0.stock': '库存写 1 到 100000 的整数' }],
  ['a broken limit', { items: [item({ limit: 'x' })] }, { 'items.0.limit': '限购写 1 到 999 的整数，不限就留空' }],
  [
    'too much commission',
    { items: [item({ commission: '100.01' })] },
    { 'items.0.commission': '佣金写 0 到 100，最多两位小数' },
  ],
])('%s', (_, change, faults) => expect(faultsOf(change)).toEqual(faults));

test.each<[Array<[string, string]>, Record<string, string>]>([
  [[['1', '29.80']], {}],
  [[['2', '29.80']], { 'tiers.0.fromUnits': '第一档从 1 件起' }],
  [[['1', '']], { 'tiers.0.price': '价格写成 29.80 这样' }],
  [[['1', '29.801']], { 'tiers.0.price': '价格写成 29.80 这样' }],
  [[['1', '0']], { 'tiers.0.price': '价格要大于 0' }],
  [
    [
      ['1', '29.80'],
      ['1', '26.80'],
    ],
    { 'tiers.1.fromUnits': '要多于上一档的 1 件' },
  ],
  [
    [
      ['1', '29.80'],
      ['30', '29.80'],
    ],
    { 'tiers.1.price': '要比上一档便宜' },
  ],
  [
    [
      ['1', '29.80'],
      ['', '26.80'],
      ['5', '20'],
    ],
    { 'tiers.1.fromUnits': '件数写整数' },
  ],
])('tiers %j', (tiers, faults) => {
  const found: Record<string, string> = {};
  readTiers(
    tiers.map(([fromUnits, price]) => ({ fromUnits, price })),
    (field, words) => {
      if (words !== undefined) found[field] = words;
    },
  );
  expect(found).toEqual(faults);
});

test('a product is taken up once and dropped by the second tap', () => {
  const once = withProduct(draft({ items: [] }), product);
  expect(once.items).toHaveLength(1);
  expect(withProduct(once, product).items).toEqual([]);
});

test('percent are read as hundredths, as yuan are', () => {
  const read = parseYuan('8.00');
  expect(read && fenToNumber(read)).toBe(800);
});
