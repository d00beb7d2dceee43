import Taro from '@tarojs/taro';
import { pictureUrl } from './picture-url';

/**
 * An address for WeChat's own screens, which take web addresses and files of the package, not the ids of the cloud's
 * files; empty where there is none.
 */
export async function shownPicture(key: string): Promise<string> {
  if (process.env.TARO_ENV !== 'weapp' || !key.startsWith('cloud://')) return pictureUrl(key);
  try {
    const { fileList } = await Taro.cloud.getTempFileURL({ fileList: [key] });
    return fileList[0]?.tempFileURL ?? '';
  } catch {
    return '';
  }
}
