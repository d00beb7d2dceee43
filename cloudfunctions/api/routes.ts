import { appealRefund } from '../usecases/appeal-refund';
import { applyAsLeader } from '../usecases/apply-as-leader';
import { approveLeader } from '../usecases/approve-leader';
import { askWithdrawal } from '../usecases/ask-withdrawal';
import { askRefund } from '../usecases/ask-refund';
import { cancelGroup } from '../usecases/cancel-group';
import { cancelOrder } from '../usecases/cancel-order';
import { checkIn } from '../usecases/check-in';
import { checkPayment } from '../usecases/check-payment';
import { checkWithdrawal } from '../usecases/check-withdrawal';
import { choosePoint } from '../usecases/choose-point';
import { closeGroup } from '../usecases/close-group';
import { collectOrder } from '../usecases/collect-order';
import { confirmWithdrawal } from '../usecases/confirm-withdrawal';
import { decideWithdrawal } from '../usecases/decide-withdrawal';
import { decideRefund } from '../usecases/decide-refund';
import { enter } from '../usecases/enter';
import { findPickup } from '../usecases/find-pickup';
import { getBooks } from '../usecases/get-books';
import { getDesk } from '../usecases/get-desk';
import { getGroup } from '../usecases/get-group';
import { getHome } from '../usecases/get-home';
import { getMembership } from '../usecases/get-membership';
import { getMerchantDay } from '../usecases/get-merchant-day';
import { getOrder } from '../usecases/get-order';
import { getReconciliation } from '../usecases/get-reconciliation';
import { getShareCode } from '../usecases/get-share-code';
import { giveCoupons } from '../usecases/give-coupons';
import { handOverRedemption } from '../usecases/hand-over-redemption';
import { listCampaigns } from '../usecases/list-campaigns';
import { listLeaderGroups } from '../usecases/list-leader-groups';
import { listLedger } from '../usecases/list-ledger';
import { listMerchantOrders } from '../usecases/list-merchant-orders';
import { listMyOrders } from '../usecases/list-my-orders';
import { listOpenableCampaigns } from '../usecases/list-openable-campaigns';
import { listParticipants } from '../usecases/list-participants';
import { listPayouts } from '../usecases/list-payouts';
import { listPickups } from '../usecases/list-pickups';
import { listPoints } from '../usecases/list-points';
import { listProducts } from '../usecases/list-products';
import { listRedemptions } from '../usecases/list-redemptions';
import { listRewards } from '../usecases/list-rewards';
import { listWithdrawals } from '../usecases/list-withdrawals';
import { listRefunds } from '../usecases/list-refunds';
import { markArrived } from '../usecases/mark-arrived';
import { listReconciliations } from '../usecases/list-reconciliations';
import { openGroup } from '../usecases/open-group';
import { placeOrder } from '../usecases/place-order';
import { publishCampaign } from '../usecases/publish-campaign';
import { quoteOrder } from '../usecases/quote-order';
import { redeemReward } from '../usecases/redeem-reward';
import { refundOrder } from '../usecases/refund-order';
import { retryRefund } from '../usecases/retry-refund';
import { saveProduct } from '../usecases/save-product';
import { saveProfile } from '../usecases/save-profile';
import { saveReward } from '../usecases/save-reward';
import { setStaff } from '../usecases/set-staff';
import { shareGroup } from '../usecases/share-group';
import { startPayment } from '../usecases/start-payment';
import { undoCollect } from '../usecases/undo-collect';
import type { Routes } from './router';
import { members } from './router';

/** The use case behind every call, in the order of the contract. */
export const ROUTES: Routes = {
  // Finding
  getHome,
  listPoints,
  getGroup,
  listParticipants,

  // Who I am
  enter: members(enter),
  choosePoint: members(choosePoint),
  saveProfile: members(saveProfile),

  // Buying
  quoteOrder: members(quoteOrder),
  placeOrder: members(placeOrder),
  startPayment: members(startPayment),
  checkPayment: members(checkPayment),
  cancelOrder: members(cancelOrder),
  listMyOrders: members(listMyOrders),
  getOrder: members(getOrder),
  shareGroup: members(shareGroup),
  getShareCode: members(getShareCode),

  // What I have
  getMembership: members(getMembership),
  listLedger: members(listLedger),
  checkIn: members(checkIn),
  listRewards: members(listRewards),
  redeemReward: members(redeemReward),
  listRedemptions: members(listRedemptions),

  // Being paid out
  askWithdrawal: members(askWithdrawal),
  confirmWithdrawal: members(confirmWithdrawal),
  checkWithdrawal: members(checkWithdrawal),
  listWithdrawals: members(listWithdrawals),

  // After-sales
  askRefund: members(askRefund),
  appealRefund: members(appealRefund),
  listRefunds: members(listRefunds),
  decideRefund: members(decideRefund),
  refundOrder: members(refundOrder),
  retryRefund: members(retryRefund),

  // Leading
  applyAsLeader: members(applyAsLeader),
  getDesk: members(getDesk),
  listLeaderGroups: members(listLeaderGroups),
  listOpenableCampaigns: members(listOpenableCampaigns),
  openGroup: members(openGroup),
  closeGroup: members(closeGroup),
  cancelGroup: members(cancelGroup),
  markArrived: members(markArrived),
  listPickups: members(listPickups),
  findPickup: members(findPickup),
  collectOrder: members(collectOrder),
  undoCollect: members(undoCollect),
  handOverRedemption: members(handOverRedemption),

  // Running a shop
  getMerchantDay: members(getMerchantDay),
  listProducts: members(listProducts),
  saveProduct: members(saveProduct),
  publishCampaign: members(publishCampaign),
  listCampaigns: members(listCampaigns),
  listMerchantOrders: members(listMerchantOrders),
  approveLeader: members(approveLeader),
  setStaff: members(setStaff),
  giveCoupons: members(giveCoupons),
  saveReward: members(saveReward),
  listPayouts: members(listPayouts),
  decideWithdrawal: members(decideWithdrawal),
  getBooks: members(getBooks),
  listReconciliations: members(listReconciliations),
  getReconciliation: members(getReconciliation),
};
