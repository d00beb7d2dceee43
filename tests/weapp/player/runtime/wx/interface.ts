import { note } from '../log';
import { button, sheet } from '../shell/sheet';
import { shellElement } from '../shell/phone';
import { hideLoading, hideToast, showLoading, toast } from '../shell/toast';
import { doing, Refusal } from './answer';

interface ToastOptions {
  title: string;
  icon: string;
  duration: number;
}
interface ModalOptions {
  title: string;
  content: string;
  showCancel: boolean;
  cancelText: string;
  confirmText: string;
  editable: boolean;
  placeholderText: string;
}
interface SheetOptions {
  itemList: string[];
  alertText: string;
}

interface ModalAnswer {
  confirm: boolean;
  cancel: boolean;
  content?: string;
}

function modal(options: Partial<ModalOptions>): Promise<ModalAnswer> {
  const { title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定', editable } = options;
  note('call', `showModal ${title} ${content}`);
  return sheet<ModalAnswer>(
    'phone-modal',
    (panel, end) => {
      shellElement('phone-modal-title', panel).textContent = title;
      const field = Object.assign(document.createElement('input'), { placeholder: options.placeholderText ?? '' });
      if (editable) panel.append(Object.assign(field, { value: content }));
      else shellElement('phone-modal-content', panel).textContent = content;
      const foot = shellElement('phone-modal-foot', panel);
      if (showCancel) button(cancelText, foot, () => end({ confirm: false, cancel: true }));
      const written = (): { content?: string } => (editable ? { content: field.value } : {});
      button(confirmText, foot, () => end({ confirm: true, cancel: false, ...written() }), 'phone-strong');
    },
    () => undefined,
  );
}

async function actionSheet({ itemList = [], alertText }: Partial<SheetOptions>): Promise<{ tapIndex: number }> {
  note('call', `showActionSheet ${itemList.join(' · ')}`);
  const tapIndex = await sheet<number>(
    'phone-actions',
    (panel, end) => {
      if (alertText !== undefined) shellElement('phone-alert', panel).textContent = alertText;
      itemList.forEach((text, index) => button(text, panel, () => end(index)));
      button('取消', panel, () => end(-1), 'phone-cancel');
    },
    () => -1,
  );
  if (tapIndex < 0) throw new Refusal('cancel', true);
  return { tapIndex };
}

export const feedback = {
  showToast: doing<ToastOptions>('showToast', ({ title = '', icon = 'success', duration }) => {
    note('call', `showToast ${title}`);
    hideLoading();
    toast({ title, icon, duration });
  }),
  hideToast: doing('hideToast', hideToast),
  showLoading: doing<ToastOptions>('showLoading', ({ title = '' }) => showLoading(title)),
  hideLoading: doing('hideLoading', hideLoading),
  showModal: doing<ModalOptions>('showModal', modal),
  showActionSheet: doing<SheetOptions>('showActionSheet', actionSheet),
};
