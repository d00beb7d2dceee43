/** Some units of a sku that somebody wants to buy. */
export interface WantedLine {
  sku: string;
  /** An integer, 1 or more. */
  units: number;
}

const MOST_UNITS = 999;

/** `straw:2,blue:1`: the form in which a selection travels in a page's address. */
export const itemsParam = (lines: readonly WantedLine[]): string =>
  lines.map(({ sku, units }) => `${sku}:${units}`).join(',');

/** Reads it back; what is not a line is left out. A sku may itself have a colon. */
export function parseItems(param: string | undefined): WantedLine[] {
  return decodeURIComponent(param ?? '')
    .split(',')
    .flatMap((part) => {
      const colon = part.lastIndexOf(':');
      const units = Number(part.slice(colon + 1));
      const valid = colon > 0 && Number.isInteger(units) && units > 0 && units <= MOST_UNITS;
      return valid ? [{ sku: part.slice(0, colon), units }] : [];
    });
}
