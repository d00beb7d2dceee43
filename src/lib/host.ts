/**
 * What WeChat does in the shipped mini-program and the preview page does in its place: paying, scanning, sharing, asking
 * for messages. The page that serves the preview puts it on `window`; nothing of it is in the weapp build.
 */
export interface PreviewHost {
  /** Openid of the person that one is in the preview; '' for a visitor. */
  openid(): string;
  /** Shows the pay sheet; resolves with what the shopper did. */
  requestPayment(payment: { orderId: string; payFen: number }): Promise<'paid' | 'cancelled' | 'failed' | 'unknown'>;
  /** Shows the confirmation of a transfer to the member; resolves with what they did. */
  confirmTransfer(transfer: { package: string; amountFen: number }): Promise<'confirmed' | 'cancelled' | 'unknown'>;
  /** Resolves with the text of a code, undefined when the person gave up. */
  scanCode(): Promise<string | undefined>;
  /** Shows the chat card and the link that opens it. */
  share(card: { title: string; path: string; picture: string }): void;
  /** Asks which messages the person wants; resolves with the kinds that were granted. */
  requestMessages(kinds: readonly string[]): Promise<readonly string[]>;
}

declare global {
  interface Window {
    lintuanHost?: PreviewHost;
  }
}

/** The preview's host. Throws where the app was opened without it, which only a wrong set-up can do. */
export function previewHost(): PreviewHost {
  if (!window.lintuanHost) throw new Error('the preview is opened through npm start');
  return window.lintuanHost;
}
