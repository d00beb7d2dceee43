import Taro from '@tarojs/taro';

/** Keeps a chosen picture in the cloud's storage and answers its file id. Rejects when it did not arrive. */
export async function uploadAvatar(memberId: string, filePath: string): Promise<string> {
  const { fileID } = await Taro.cloud.uploadFile({ cloudPath: `avatars/${memberId}-${Date.now()}.jpg`, filePath });
  return fileID;
}
