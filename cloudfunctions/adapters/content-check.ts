import type { ContentCheck, Log } from '../usecases/ports';
import type { ApiAnswer, Sdk } from './sdk';
import { errorText, sdk } from './sdk';

const VERSION = 2;
/** Kind of content: 1 is what a member says of themselves. */
const PROFILE_SCENE = 1;
const MAX_CHECKED_CHARACTERS = 2500;

/** WeChat's own check of what people write. While it gives no answer, everything waits for review. */
export class WechatContentCheck implements ContentCheck {
  constructor(
    private readonly log: Log,
    private readonly check: Sdk['openapi']['security']['msgSecCheck'] = (args) =>
      sdk.openapi.security.msgSecCheck(args),
  ) {}

  async text({ openid, text }: Parameters<ContentCheck['text']>[0]): ReturnType<ContentCheck['text']> {
    if (text.trim() === '') return 'pass';
    if (text.length > MAX_CHECKED_CHARACTERS) return 'review';
    try {
      return suggestion(await this.check({ openid, version: VERSION, scene: PROFILE_SCENE, content: text }));
    } catch (error) {
      this.log.warn('contentCheckFailed', { reason: errorText(error) });
      return 'review';
    }
  }
}

function suggestion(answer: ApiAnswer): 'pass' | 'review' | 'risky' {
  const { suggest } = (answer.result ?? {}) as { suggest?: unknown };
  return suggest === 'pass' || suggest === 'risky' ? suggest : 'review';
}
