/** One product of the demo neighbourhood; prices in fen. */
export interface Goods {
  /** Its emoji, by which the neighbourhood names it. */
  emoji: string;
  merchantId: 'chenguang' | 'tianyuan';
  name: string;
  spec: string;
  category: string;
  summary: string;
  priceFen: number;
  fresh: boolean;
}

const goods = (
  merchantId: Goods['merchantId'],
  emoji: string,
  [name, spec, category]: [name: string, spec: string, category: string],
  priceFen: number,
  summary: string,
  fresh = true,
): Goods => ({ merchantId, emoji, name, spec, category, priceFen, summary, fresh });

export const GOODS: readonly Goods[] = [
  goods(
    'chenguang',
    'strawberry',
    ['丹东 99 草莓', '2 斤装', '水果'],
    3280,
    '今早采摘，冷链到小区，坏果 48 小时内可退',
  ),
  goods('chenguang', 'blueberries', ['云南蓝莓', '125 g × 2 盒', '水果'], 1990, '果径 18 mm 以上，带霜到家'),
  goods('chenguang', 'tangerine', ['赣南脐橙', '5 斤', '水果'], 2480, '信丰果园直发，皮薄汁多'),
  goods('chenguang', 'leafy-green', ['霜打矮脚青', '3 斤', '蔬菜'], 990, '打过霜的青菜，清炒就甜'),
  goods('chenguang', 'broccoli', ['有机西兰花', '1 颗约 1 斤', '蔬菜'], 780, '有机认证基地，当天采当天到'),
  goods('chenguang', 'tomato', ['沙瓤番茄', '3 斤', '蔬菜'], 1680, '自然熟透再摘，沙瓤多汁'),
  goods('chenguang', 'egg', ['谷饲土鸡蛋', '30 枚', '肉蛋水产'], 3690, '散养谷饲，蛋托防震，破损照赔'),
  goods('chenguang', 'cut-of-meat', ['黑猪五花肉', '1 斤', '肉蛋水产'], 3280, '当天分切，三层均匀'),
  goods('chenguang', 'shrimp', ['鲜活基围虾', '1 斤', '肉蛋水产'], 5800, '充氧到小区，每斤 35 只左右'),
  goods('chenguang', 'bread', ['北海道牛乳吐司', '1 条', '烘焙'], 1880, '凌晨出炉，不加防腐剂'),
  goods('chenguang', 'croissant', ['黄油可颂', '6 只', '烘焙'], 3200, '发酵黄油开酥，回烤三分钟更香'),
  goods('chenguang', 'sheaf-of-rice', ['五常大米', '10 斤', '米面粮油'], 6990, '当季新米，真空小包装', false),
  goods('tianyuan', 'poultry-leg', ['清远鸡腿', '2 斤', '肉蛋水产'], 3980, '走地鸡，冷鲜不冷冻'),
  goods('tianyuan', 'honey-pot', ['洋槐蜜', '500 g', '米面粮油'], 4500, '秦岭花期取蜜，可查批次', false),
  goods('tianyuan', 'potato', ['云南小土豆', '5 斤', '蔬菜'], 1580, '红土地种的，粉糯香甜'),
];

/** The product with this emoji. */
export function goodsOf(emoji: string): Goods {
  const found = GOODS.find((each) => each.emoji === emoji);
  if (!found) throw new Error(`nobody sells ${emoji}`);
  return found;
}
