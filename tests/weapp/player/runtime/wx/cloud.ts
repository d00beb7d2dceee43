import { cloudPath, fileContent, fileUrl, keepFile } from '../files';
import { host } from '../host';
import { doing, Refusal } from './answer';

/** `wx.cloud` against the local cloud. */

interface FunctionCall {
  name: string;
  data: unknown;
}
interface Upload {
  cloudPath: string;
  filePath: string;
}
interface Files {
  fileList: (string | { fileID: string })[];
}

/** The one function that people may call; the others' rules refuse them. */
const OPEN_FUNCTION = 'api';
const NO_FUNCTION = -501000;
const NO_ANSWER = -1;
const MOST_FILES = 50;
let started = false;

function needInit(): void {
  if (!started) throw new Refusal("Cloud API isn't enabled, please call wx.cloud.init first");
}

const who = (): Record<string, string> => {
  const openid = host().openid();
  return openid === '' ? {} : { 'x-lintuan-openid': openid };
};

async function callFunction({ name, data }: Partial<FunctionCall>): Promise<unknown> {
  needInit();
  if (name !== OPEN_FUNCTION)
    throw new Refusal(`errCode: ${NO_FUNCTION} function ${name} may not be called`, false, { errCode: NO_FUNCTION });
  const response = await fetch(`/functions/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...who() },
    body: JSON.stringify(data ?? {}),
  }).catch(() => {
    throw new Refusal('request:fail', false, { errCode: NO_ANSWER });
  });
  const requestID = crypto.randomUUID();
  if (!response.ok) throw new Refusal(`errCode: ${response.status}`, false, { errCode: response.status });
  return { result: (await response.json()) as unknown, requestID };
}

async function getTempFileURL({ fileList = [] }: Partial<Files>): Promise<unknown> {
  needInit();
  if (fileList.length > MOST_FILES) throw new Refusal(`at most ${MOST_FILES} files a call`);
  return {
    fileList: await Promise.all(
      fileList.map(async (asked) => {
        const fileID = typeof asked === 'string' ? asked : asked.fileID;
        const exists = cloudPath(fileID) !== undefined && (await fetch(fileUrl(fileID), { method: 'HEAD' })).ok;
        return exists
          ? { fileID, tempFileURL: new URL(fileUrl(fileID), location.href).href, status: 0, errMsg: 'ok' }
          : { fileID, tempFileURL: '', status: 1, errMsg: 'STORAGE_FILE_NONEXIST' };
      }),
    ),
  };
}

async function uploadFile({ cloudPath: path = '', filePath = '' }: Partial<Upload>): Promise<unknown> {
  needInit();
  const response = await fetch(`/dev/files/${path.split('/').map(encodeURIComponent).join('/')}`, {
    method: 'PUT',
    headers: who(),
    body: await fileContent(filePath),
  });
  if (!response.ok) throw new Refusal(`uploadFile: ${response.status}`);
  return { ...((await response.json()) as { fileID: string }), statusCode: 204 };
}

async function downloadFile({ fileID = '' }: { fileID?: string }): Promise<unknown> {
  needInit();
  return { tempFilePath: keepFile(await fileContent(fileID), fileID.split('.').at(-1) ?? ''), statusCode: 200 };
}

export const cloud = {
  init: () => {
    started = true;
  },
  callFunction: doing<FunctionCall>('cloud.callFunction', callFunction),
  getTempFileURL: doing<Files>('cloud.getTempFileURL', getTempFileURL),
  uploadFile: doing<Upload>('cloud.uploadFile', uploadFile),
  downloadFile: doing<{ fileID: string }>('cloud.downloadFile', downloadFile),
  CloudID: class CloudID {
    constructor(readonly cloudID: string) {}
  },
};
