import { applyAsLeader } from '../usecases/apply-as-leader';
import { approveLeader } from '../usecases/approve-leader';
import { cancelGroup } from '../usecases/cancel-group';
import { cancelOrder } from '../usecases/cancel-order';
import { checkIn } from '../usecases/check-in';
import { checkPayment } from '../usecases/check-payment';
import { choosePoint } from '../usecases/choose-point';
import { closeGroup } from '../usecases/close-group';
import { collectOrder } from '../usecases/collect-order';
import { enter } from '../usecases/enter';
import { findPickup } from '../usecases/find-pickup';
import { getBooks } from '../usecases/get-books';
import { getDesk } from '../usecases/get-desk';
import { getGroup } from '../usecases/get-group';
import { getHome } from '../usecases/get-home';
import { getMembership } from '../usecases/get-membership';
import { getMerchantDay } from '../usecases/get-merchant-day';
import { getOrder } from '../usecases/get-order';
import { giveCoupons } from '../usecases/give-coupons';
import { listCampaigns } from '../usecases/list-campaigns';
import { listLeaderGroups } from '../usecases/list-leader-groups';
import { listLedger } from '../usecases/list-ledger';
import { listMerchantOrders } from '../usecases/list-merchant-orders';
import { listMyOrders } from '../usecases/list-my-orders';
import { listOpenableCampaigns } from '../usecases/list-openable-campaigns';
import { listParticipants } from '../usecases/list-participants';
import { listPickups } from '../usecases/list-pickups';
import { listPoints } from '../usecases/list-points';
import { listProducts } from '../usecases/list-products';
import { markArrived } from '../usecases/mark-arrived';
import { openGroup } from '../usecases/open-group';
import { placeOrder } from '../usecases/place-order';
import { publishCampaign } from '../usecases/publish-campaign';
import { quoteOrder } from '../usecases/quote-order';
import { saveProduct } from '../usecases/save-product';
import { saveProfile } from '../usecases/save-profile';
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

  // What I have
  getMembership: members(getMembership),
  listLedger: members(listLedger),
  checkIn: members(checkIn),

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
  getBooks: members(getBooks),
};
