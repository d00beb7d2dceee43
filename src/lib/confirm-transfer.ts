import { fenToNumber, type Fen } from '../contract/money';
import { previewHost } from './host';

interface Transfer {
  mchId: string;
  appId: string;
  package: string;
  /** For the preview's sheet; WeChat shows its own. */
  amountFen: Fen;
}

/** WeChat's own function, from base library 3.3.0; Taro does not know it. */
declare const wx: {
  requestMerchantTransfer?: (
    options: Omit<Transfer, 'amountFen'> & { success: () => void; fail: (error: { errMsg?: string }) => void },
  ) => void;
};

/** What the client saw; what became of the money only the server knows. */
export type Confirmation = 'confirmed' | 'cancelled' | 'unknown' | 'unsupported';

/** Shows WeChat's confirmation of a transfer to the member. */
export async function confirmTransfer({ amountFen, ...transfer }: Transfer): Promise<Confirmation> {
  if (process.env.TARO_ENV === 'h5')
    return previewHost().confirmTransfer({ package: transfer.package, amountFen: fenToNumber(amountFen) });
  const request = wx.requestMerchantTransfer;
  if (!request) return 'unsupported';
  return new Promise((resolve) => {
    request({
      ...transfer,
      success: () => resolve('confirmed'),
      fail: ({ errMsg = '' }) => resolve(/cancel/.test(errMsg) ? 'cancelled' : 'unknown'),
    });
  });
}
