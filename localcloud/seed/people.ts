/** Somebody of the demo neighbourhood. */
export interface Neighbour {
  openid: string;
  name: string;
  /** Emoji of the avatar, and the plate behind it. */
  avatar: readonly [emoji: string, plate: string];
}

const neighbour = (openid: string, name: string, emoji: string, plate: string): Neighbour => ({
  openid,
  name,
  avatar: [emoji, plate],
});

export const LIN_WAN = neighbour('oLinWan', '林晚', 'sunflower', 'butter');
export const WANG_LAN = neighbour('oWangLan', '王兰', 'cherry-blossom', 'blush');

export const ZHOU_JIE = neighbour('oZhouJie', '周姐', 'cat-face', 'mint');
export const LAO_QIN = neighbour('oLaoQin', '老秦', 'potted-plant', 'oat');
export const HE_XIAOYU = neighbour('oHeXiaoyu', '何小雨', 'rabbit-face', 'sky');

export const XU_CHEN = neighbour('oXuChen', '许晨', 'rooster', 'apricot');
export const FANG_YUAN = neighbour('oFangYuan', '方圆', 'owl', 'lilac');
export const GU_QING = neighbour('oGuQing', '顾青', 'panda', 'mint');
export const TIAN_GENG = neighbour('oTianGeng', '田耕', 'maple-leaf', 'oat');

/** Thirty households, the best known first. */
export const MEMBERS: readonly Neighbour[] = [
  LIN_WAN,
  WANG_LAN,
  neighbour('oChenMo', '陈默', 'fox', 'apricot'),
  neighbour('oAMin', '阿敏', 'tulip', 'blush'),
  neighbour('oLiQiang', '李强', 'bear', 'oat'),
  neighbour('oZhangTing', '张婷', 'butterfly', 'lilac'),
  neighbour('oLiuYang', '刘洋', 'dog-face', 'sky'),
  neighbour('oZhaoLei', '赵磊', 'tiger-face', 'butter'),
  neighbour('oSunYue', '孙悦', 'hibiscus', 'blush'),
  neighbour('oWuHao', '吴昊', 'koala', 'mint'),
  neighbour('oZhengShuang', '郑爽朗', 'four-leaf-clover', 'mint'),
  neighbour('oFengJie', '冯洁', 'hamster', 'apricot'),
  neighbour('oHanMei', '韩梅', 'bird', 'sky'),
  neighbour('oTangXin', '唐欣', 'star', 'butter'),
  neighbour('oXiaoMan', '小满', 'frog', 'mint'),
  neighbour('oDouDouMa', '豆豆妈', 'mouse-face', 'lilac'),
  neighbour('oCaoAyi', '曹阿姨', 'cactus', 'oat'),
  neighbour('oPengFei', '彭飞', 'penguin', 'sky'),
  neighbour('oDingDang', '叮当爸', 'monkey-face', 'apricot'),
  neighbour('oYeZi', '叶子', 'lady-beetle', 'mint'),
  neighbour('oLuNan', '陆南', 'whale', 'sky'),
  neighbour('oShenQiu', '沈秋', 'rainbow', 'lilac'),
  neighbour('oQianDuo', '钱多', 'pig-face', 'blush'),
  neighbour('oJiangBei', '江北', 'lion', 'butter'),
  neighbour('oMeiLing', '美玲', 'teapot', 'oat'),
  neighbour('oHuYaTou', '胡丫头', 'hatching-chick', 'butter'),
  neighbour('oGaoYuan', '高远', 'cow-face', 'mint'),
  neighbour('oLuoLuo', '洛洛', 'unicorn', 'lilac'),
  neighbour('oBaiYun', '白云', 'crescent-moon', 'sky'),
  neighbour('oXiongDi', '熊弟', 'snail', 'apricot'),
];

/** Who can be bound to whom: inviter and those who came through their card. */
export const INVITED: readonly (readonly [inviter: Neighbour, invited: readonly string[]])[] = [
  [LIN_WAN, ['陈默', '阿敏', '张婷', '孙悦']],
  [WANG_LAN, ['曹阿姨', '美玲', '冯洁', '韩梅', '唐欣']],
  [ZHOU_JIE, ['刘洋', '彭飞']],
];
