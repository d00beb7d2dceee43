import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { BLOCK_ROWS, type RowRange } from './visible-range';
import './windowed-list.scss';

/** Blocks below one node: WeChat wants at most 60 children, and 1,000 rows make 250 blocks. */
const GROUP_ROWS = 16 * BLOCK_ROWS;

interface RowBlocksProps {
  count: number;
  /** Whole blocks. */
  drawn: RowRange;
  /** CSS pixels that the rows of a range take while they are left out. */
  heightOf: (range: RowRange) => number;
  /** Id of a drawn block, where it will be measured. */
  idOf?: (block: number) => string;
  row: (index: number) => ReactNode;
}

/**
 * A long list's rows in blocks that stay where they are, empty and equally high while they are out of sight. Taro sends all
 * children of a node again when one of them goes, so blocks never go: only what is inside them does.
 */
export function RowBlocks(props: RowBlocksProps) {
  return (
    <>
      {cut({ from: 0, to: props.count }, GROUP_ROWS).map((group) =>
        overlap(group, props.drawn) ? (
          <View key={group.from}>
            {cut(group, BLOCK_ROWS).map((block) => (
              <Block key={block.from} {...props} block={block} />
            ))}
          </View>
        ) : (
          <View key={group.from} style={{ height: `${props.heightOf(group)}px` }} />
        ),
      )}
    </>
  );
}

function Block({ block, drawn, heightOf, idOf, row }: RowBlocksProps & { block: RowRange }) {
  if (!overlap(block, drawn)) return <View style={{ height: `${heightOf(block)}px` }} />;
  return (
    <View className="lt-block" id={idOf?.(block.from / BLOCK_ROWS)}>
      {Array.from({ length: block.to - block.from }, (_, i) => row(block.from + i))}
    </View>
  );
}

const overlap = (a: RowRange, b: RowRange): boolean => a.from < b.to && b.from < a.to;

const cut = ({ from, to }: RowRange, rows: number): RowRange[] =>
  Array.from({ length: Math.ceil((to - from) / rows) }, (_, i) => ({
    from: from + i * rows,
    to: Math.min(to, from + (i + 1) * rows),
  }));
