import { codeOf } from '@/lib/share-code';

export interface GroupParams {
  groupId: string;
  shareCode: string | undefined;
}

/** From a card or link `g` and `s`; from a mini-program code a scene of `s,g`. */
export function groupParams(params: Record<string, string | undefined>): GroupParams {
  const scene = params.scene === undefined ? [] : decodeURIComponent(params.scene).split(',');
  return { groupId: params.g ?? scene[1] ?? '', shareCode: codeOf(params) };
}
