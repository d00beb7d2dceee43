import { Text, View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import { splitFen } from './split-fen';
import './price.scss';

interface PriceProps {
  /** The amount in fen, an integer. */
  fen: number;
  size?: 's' | 'm' | 'l';
  /** buy: what it costs now; ink: paid, or one fact among others; sold-out: can no longer be bought. */
  tone?: 'buy' | 'ink' | 'sold-out';
  /** What the amount is, for the reader: 现价, 应付, 实付 … */
  label?: string;
  className?: string;
}

/** An amount of money with small ¥ and fen around large yuan; always two decimals. */
export function Price({ fen, size = 'm', tone = 'buy', label = '现价', className }: PriceProps) {
  const { sign, yuan, cents } = splitFen(fen);
  return (
    <View
      className={classNames('lt-price', `lt-price-${size}`, `lt-price-${tone}`, className)}
      {...aria('img', `${label} ${sign ? '负 ' : ''}${yuan.replaceAll(',', '')}.${cents} 元`)}
    >
      <Text>{sign}¥</Text>
      <Text className="lt-price-yuan">{yuan}</Text>
      <Text>.{cents}</Text>
    </View>
  );
}
