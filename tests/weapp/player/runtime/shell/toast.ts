import { shellElement } from './phone';

interface Toast {
  title: string;
  icon?: string;
  duration?: number;
}

const TOAST_MS = 1500;
let shown: HTMLElement | undefined;
let timer = 0;

export function hideToast(): void {
  clearTimeout(timer);
  shown?.remove();
  shown = undefined;
}

/** One short sentence over the page; a new one takes the place of the last. */
export function toast({ title, icon = 'none', duration = TOAST_MS }: Toast): void {
  hideToast();
  shown = shellElement('phone-toast');
  shown.dataset.icon = icon;
  shown.textContent = title;
  timer = window.setTimeout(hideToast, duration);
}

let loading: HTMLElement | undefined;
export function showLoading(title: string): void {
  hideLoading();
  loading = shellElement('phone-toast');
  loading.dataset.icon = 'loading';
  loading.textContent = title;
}
export function hideLoading(): void {
  loading?.remove();
  loading = undefined;
}
