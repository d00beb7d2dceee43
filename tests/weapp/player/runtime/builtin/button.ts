import { around, setControl } from '../controls';
import { chooseAvatar, phoneNumber } from '../shell/open-types';
import { agreeToPrivacy } from '../wx/privacy';
import { shareMessage } from '../sharing';
import { top } from '../stack';
import { note } from '../log';
import { define, type Host } from './define';

async function openType({ values, fire, target }: Host): Promise<void> {
  const page = top();
  switch (values.openType) {
    case 'share':
      if (page) await shareMessage(page, { from: 'button', target: target() });
      break;
    case 'getPhoneNumber':
      fire('getphonenumber', await phoneNumber());
      break;
    case 'chooseAvatar': {
      const avatarUrl = await chooseAvatar();
      if (avatarUrl !== undefined) fire('chooseavatar', { avatarUrl });
      break;
    }
    case 'agreePrivacyAuthorization':
      agreeToPrivacy();
      fire('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
      break;
    case 'openSetting':
    case 'contact':
    case 'feedback':
      note('call', `button open-type=${String(values.openType)}`);
      break;
    default:
  }
}

export function defineButton(): void {
  define({
    tag: 'button',
    properties: {
      size: 'string',
      type: 'string',
      plain: 'boolean',
      disabled: 'boolean',
      loading: 'boolean',
      formType: 'string',
      openType: 'string',
      name: 'string',
      lang: 'string',
    },
    shown: ['size', 'type', 'plain', 'disabled', 'loading', 'openType'],
    setUp(host) {
      const { element, values } = host;
      setControl(element, {
        disabled: () => values.disabled === true,
        activate: () => {
          const form = element.parentElement ? around(element.parentElement, 'submit') : undefined;
          if (values.formType === 'submit') form?.submit?.();
          if (values.formType === 'reset') form?.reset?.();
          void openType(host);
        },
      });
      return undefined;
    },
  });
}
