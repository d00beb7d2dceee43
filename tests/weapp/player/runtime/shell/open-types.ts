import { keepFile } from '../files';
import { button, sheet } from './sheet';
import { shellElement } from './phone';

/** What a button of WeChat's own kind asks of the person. */

export function phoneNumber(): Promise<{ errMsg: string; code?: string }> {
  return sheet<{ errMsg: string; code?: string }>(
    'phone-modal',
    (panel, end) => {
      shellElement('phone-modal-title', panel).textContent = '申请获取并验证你的手机号';
      const foot = shellElement('phone-modal-foot', panel);
      button('不允许', foot, () => end({ errMsg: 'getPhoneNumber:fail user deny' }));
      const code = crypto.randomUUID().replaceAll('-', '');
      button('允许', foot, () => end({ errMsg: 'getPhoneNumber:ok', code }), 'phone-strong');
    },
    () => ({ errMsg: 'getPhoneNumber:fail user cancel' }),
  );
}

/** Files of the person's choice, as temporary paths. */
export function chooseFiles(accept: string, multiple: boolean): Promise<{ path: string; size: number }[]> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept, multiple });
    input.className = 'phone-files';
    document.body.append(input);
    const end = (files: { path: string; size: number }[]): void => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('cancel', () => end([]));
    input.addEventListener('change', () =>
      end(
        [...(input.files ?? [])].map((file) => ({
          path: keepFile(file, file.name.split('.').at(-1) ?? 'bin'),
          size: file.size,
        })),
      ),
    );
    input.click();
  });
}

export const chooseAvatar = async (): Promise<string | undefined> => (await chooseFiles('image/*', false))[0]?.path;
