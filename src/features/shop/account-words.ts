/** An account of the books in words; an address that is not known here is shown as it is. */
export function accountWords(account: string): string {
  const [kind = '', , first = '', second = ''] = account.split(':');
  const whole = WHOLE[`${kind}:${first}`];
  if (whole !== undefined && second === '') return whole;
  const of = OWNED[`${kind}:${second}`];
  return of === undefined ? account : `${of} · ${first.slice(-6)}`;
}

const WHOLE: Readonly<Record<string, string>> = {
  'wechat:clearing': '微信收付',
  'merchant:pending': '店里待结算',
  'merchant:payable': '店里可结算',
  'programme:points': '发出的积分',
  'programme:growth': '发出的成长值',
};
const OWNED: Readonly<Record<string, string>> = {
  'leader:payable': '团长可提现',
  'leader:withdrawing': '团长提现中',
  'inviter:payable': '邀请奖励可提现',
  'inviter:withdrawing': '邀请奖励提现中',
  'member:points': '会员积分',
  'member:held': '会员占用积分',
  'member:growth': '会员成长值',
};

/** Whether it is an account of the shop as a whole, not of one person. */
export const isWhole = (account: string): boolean => account.split(':').length === 3;
