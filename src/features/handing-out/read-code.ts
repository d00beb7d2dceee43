import Taro from '@tarojs/taro';
import { previewHost } from '@/lib/host';

/** Scans a pickup code; undefined when the person gave up, '' when what was scanned holds no code. */
export async function scanPickupCode(): Promise<string | undefined> {
  const text = await scanned();
  return text === undefined ? undefined : (text.split(/\D+/).find((digits) => digits.length === 6) ?? '');
}

async function scanned(): Promise<string | undefined> {
  if (process.env.TARO_ENV === 'h5') return previewHost().scanCode();
  try {
    return (await Taro.scanCode({ scanType: ['qrCode'] })).result;
  } catch {
    return undefined;
  }
}
