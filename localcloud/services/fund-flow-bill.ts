import { billText, billTime, isReady, yuan } from './bill-text';
import { ApiV3Error } from './api-v3-error';
import { MCH_ID } from './pay-common';
import type { BillFault } from './sandbox-settings';
import type { TransferRecords } from './transfer-records';

const COLUMNS = [
  '记账时间',
  '微信支付业务单号',
  '资金流水单号',
  '业务名称',
  '业务类型',
  '收支类型',
  '收支金额(元)',
  '账户结余(元)',
  '资金变更提交申请人',
  '备注',
  '业务凭证号',
];
const TOTALS = ['资金流水总笔数', '收入笔数', '收入金额', '支出笔数', '支出金额'];
/** What the account held when the day began, in fen. */
const OPENING_FEN = 10_000_000;

/**
 * What moved on the account that pays out, on a Shanghai day (`yyyyMMdd`): transfers, on the day on which they were paid.
 * Throws an ApiV3Error STATEMENT_CREATING or NO_STATEMENT_EXIST when there is no bill.
 */
export function fundFlowBill(records: TransferRecords, day: string, now: number, fault: BillFault | null): string {
  if (!isReady(day, now)) throw new ApiV3Error(400, 'STATEMENT_CREATING', '账单生成中');
  const isDropped = (number: string): boolean => fault?.change === 'drop' && fault.number === number;
  // A process that died between the two writes left a number without a payout.
  const paid = records
    .day(day)
    .filter((number) => !isDropped(number))
    .flatMap((number) => records.bill(number) ?? [])
    .filter(({ next }) => next?.state === 'SUCCESS');
  if (paid.length === 0) throw new ApiV3Error(400, 'NO_STATEMENT_EXIST', '请求的账单文件不存在');
  let left = OPENING_FEN;
  let spent = 0;
  const rows = paid.map((bill) => {
    const isAltered = fault?.change === 'alter' && fault.number === bill.outBillNo;
    const fen = isAltered ? bill.fen + 1 : bill.fen;
    spent += fen;
    left -= fen;
    return [
      billTime(bill.next?.at ?? bill.updatedAt),
      bill.transferBillNo,
      `1${bill.transferBillNo}`,
      '商家转账',
      '商家转账',
      '支出',
      yuan(fen),
      yuan(left),
      `${MCH_ID}API`,
      bill.remark,
      bill.outBillNo,
    ];
  });
  const count = `${rows.length}.0`;
  return billText(COLUMNS, rows, TOTALS, [count, '0.0', '0.00', count, yuan(spent)]);
}
