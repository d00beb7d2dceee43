import type { Log, ProgramCodes } from '../usecases/ports';
import type { Sdk } from './sdk';
import { errorText, sdk } from './sdk';

/** Pixels; on a poster a code is drawn about three quarters as wide. */
const WIDTH = 430;

/** WeChat's codes without a limit to how many there are: they never expire, and carry a scene. */
export class WechatProgramCodes implements ProgramCodes {
  constructor(
    private readonly log: Log,
    private readonly getUnlimited: Sdk['openapi']['wxacode']['getUnlimited'] = (args) =>
      sdk.openapi.wxacode.getUnlimited(args),
  ) {}

  async draw({ page, scene }: Parameters<ProgramCodes['draw']>[0]): ReturnType<ProgramCodes['draw']> {
    try {
      const { contentType, buffer } = await this.getUnlimited({ page, scene, width: WIDTH });
      if (typeof contentType === 'string' && contentType.startsWith('image/') && buffer instanceof Uint8Array)
        return { contentType, content: buffer };
      this.log.warn('programCodeFailed', { reason: 'the answer is no picture' });
    } catch (error) {
      this.log.warn('programCodeFailed', { reason: errorText(error) });
    }
    return undefined;
  }
}
