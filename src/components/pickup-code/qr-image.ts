import qrcode from 'qrcode-generator';

/**
 * A QR code as one small SVG address: a single string travels to the view layer instead of hundreds of nodes.
 * Dark modules of a row are joined into runs.
 */
export function qrImage(text: string): string {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let col = 0; col < size; col += 1) {
      const from = col;
      while (col < size && code.isDark(row, col)) col += 1;
      if (col > from) path += `M${from} ${row}h${col - from}v1h-${col - from}z`;
    }
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#18211C" d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
