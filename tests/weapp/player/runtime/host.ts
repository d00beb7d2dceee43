/**
 * What the local cloud's page does in WeChat's place: who one is, the sheets of the sandbox. The gateway puts it before
 * the page's own scripts (localcloud/gateway/panel/bridge.js).
 */
interface Host {
  openid(): string;
  requestPayment(payment: { orderId: string; payFen: number }): Promise<'paid' | 'cancelled' | 'failed' | 'unknown'>;
  confirmTransfer(transfer: { package: string; amountFen: number }): Promise<'confirmed' | 'cancelled' | 'unknown'>;
  scanCode(): Promise<string | undefined>;
  share(card: { title: string; path: string; picture: string }): void;
  requestMessages(kinds: readonly string[]): Promise<readonly string[]>;
}

export function host(): Host {
  const { lintuanHost } = window as unknown as { lintuanHost?: Host };
  if (!lintuanHost) throw new Error('the player is opened through the local cloud');
  return lintuanHost;
}
