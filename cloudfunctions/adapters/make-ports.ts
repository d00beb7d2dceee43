import type { Ports } from '../usecases/ports';
import { openCloudStore } from './cloud-store';
import { WechatContentCheck } from './content-check';
import { jsonLog } from './json-log';
import { WechatMessages } from './messages';
import { WechatProgramCodes } from './program-codes';
import { secureIds } from './secure-ids';
import { systemClock } from './system-clock';
import { WechatPay } from './wechat-pay';

/** Everything that the use cases may touch, over the cloud environment in which the function runs. */
export function makePorts(): Ports {
  const log = jsonLog();
  return {
    store: openCloudStore(),
    clock: systemClock,
    ids: secureIds,
    payments: new WechatPay(),
    messages: new WechatMessages(log),
    contentCheck: new WechatContentCheck(log),
    programCodes: new WechatProgramCodes(log),
    log,
  };
}
