import Taro from '@tarojs/taro';
import { toast } from './toast';

interface Place {
  name: string;
  address: string;
  lat: number;
  lng: number;
}

/** Opens the way to a place in the map. A browser has none to open, so there the address can be pasted into one. */
export async function openRoute({ name, address, lat, lng }: Place): Promise<void> {
  if (process.env.TARO_ENV === 'weapp') {
    await Taro.openLocation({ latitude: lat, longitude: lng, name, address, scale: 17 }).catch(() => undefined);
    return;
  }
  await copyText(address, '地址已复制，可以贴到地图里');
}

/** Asks the phone to call; giving up is no failure. */
export async function callPhone(phoneNumber: string): Promise<void> {
  await Taro.makePhoneCall({ phoneNumber }).catch(() => undefined);
}

/** Puts a text on the clipboard and says so. WeChat says it by itself, which would hide our words. */
export async function copyText(data: string, said: string): Promise<void> {
  try {
    await Taro.setClipboardData({ data });
    toast(said);
  } catch {
    toast('没能复制，长按文字试试');
  }
}
