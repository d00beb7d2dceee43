interface FenParts {
  /** U+2212 for a negative amount, otherwise empty. */
  sign: '' | '−';
  /** Whole yuan with thousands commas. */
  yuan: string;
  /** Always two digits. */
  cents: string;
}

/** Takes an integer of fen apart for display; integers only, so that no rounding can happen. */
export function splitFen(fen: number): FenParts {
  const whole = Math.abs(fen);
  return {
    sign: fen < 0 ? '−' : '',
    yuan: withCommas(Math.floor(whole / 100)),
    cents: String(whole % 100).padStart(2, '0'),
  };
}

/** 1286 → 1,286 */
export const withCommas = (integer: number) => String(integer).replace(/\B(?=(\d{3})+$)/g, ',');

/** 5950 → ¥59.50, −800 → −¥8.00 */
export function fenText(fen: number): string {
  const { sign, yuan, cents } = splitFen(fen);
  return `${sign}¥${yuan}.${cents}`;
}
