import { note } from '../log';
import { button, sheet } from '../shell/sheet';
import { shellElement } from '../shell/phone';
import { doing, Refusal } from './answer';

/** WeChat's own consent to the privacy guide: asked for once, before the first function that needs it. */

const AGREED = 'weapp:privacy';
type Answerer = (answer: { event: string; buttonId?: string }) => void;
type Listener = (resolve: Answerer, event: { referrer: string }) => void;
let listener: Listener | undefined;
let waiting: ((agreed: boolean) => void) | undefined;

const hasAgreed = (): boolean => localStorage.getItem(AGREED) === 'yes';

export function agreeToPrivacy(): void {
  localStorage.setItem(AGREED, 'yes');
  waiting?.(true);
}

function officialSheet(): Promise<boolean> {
  return sheet<boolean>(
    'phone-modal',
    (panel, end) => {
      shellElement('phone-modal-title', panel).textContent = '用户隐私保护提示';
      shellElement('phone-modal-content', panel).textContent = '使用前请阅读并同意《小程序隐私保护指引》';
      const foot = shellElement('phone-modal-foot', panel);
      button('拒绝', foot, () => end(false));
      button('同意', foot, () => end(true), 'phone-strong');
    },
    () => undefined,
  );
}

/** Makes sure that the person has agreed; asks through the app where it wants to ask by itself. */
export async function needPrivacy(referrer: string): Promise<void> {
  if (hasAgreed()) return;
  const agreed = listener
    ? await new Promise<boolean>((resolve) => {
        waiting = resolve;
        listener?.(
          ({ event }) => {
            if (event === 'agree') resolve(true);
            if (event === 'disagree') resolve(false);
          },
          { referrer },
        );
      })
    : await officialSheet();
  waiting = undefined;
  if (!agreed) throw new Refusal('privacy permission is not authorized', true, { errno: 104 });
  agreeToPrivacy();
}

export const privacy = {
  getPrivacySetting: doing('getPrivacySetting', () => ({
    needAuthorization: !hasAgreed(),
    privacyContractName: '《小程序隐私保护指引》',
  })),
  requirePrivacyAuthorize: doing('requirePrivacyAuthorize', () => needPrivacy('requirePrivacyAuthorize')),
  onNeedPrivacyAuthorization: (given: Listener) => {
    listener = given;
  },
  openPrivacyContract: doing('openPrivacyContract', () => note('call', 'openPrivacyContract')),
};
