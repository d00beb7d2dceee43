import Taro from '@tarojs/taro';

interface Box {
  id: string;
  top: number;
  height: number;
}

export interface MeasuredBlocks {
  /** Of the first row, in the window. CSS pixels. */
  topPx: number;
  blocks: { block: number; heightPx: number }[];
}

/** Measures the drawn blocks below the node; undefined where it is not on screen. */
export function measureBlocks(id: string): Promise<MeasuredBlocks | undefined> {
  return new Promise((resolve) => {
    const query = Taro.createSelectorQuery();
    query.select(`#${id}`).boundingClientRect();
    query.selectAll(`#${id} .lt-block`).boundingClientRect();
    query.exec((answers: [Box | null, Box[] | null]) => {
      const [all, blocks] = answers;
      if (!all) return resolve(undefined);
      resolve({
        topPx: all.top,
        blocks: (blocks ?? []).map((box) => ({ block: Number(box.id.slice(id.length + 1)), heightPx: box.height })),
      });
    });
  });
}
