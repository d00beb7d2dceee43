import Taro from '@tarojs/taro';

/**
 * Where a canvas finds a code that came as a `data:` address. In WeChat it becomes a file, named by the share's code: a
 * picture of this size must not travel through setData. Rejects when there is no room for it.
 */
export async function codeFile(code: string, address: string): Promise<string> {
  if (process.env.TARO_ENV !== 'weapp') return address;
  const filePath = `${Taro.env.USER_DATA_PATH}/code-${code}.png`;
  const data = address.slice(address.indexOf(',') + 1);
  await new Promise<void>((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({
      filePath,
      data,
      encoding: 'base64',
      success: () => resolve(),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
  return filePath;
}
