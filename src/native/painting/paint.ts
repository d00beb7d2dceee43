import type { Area, DrawCommand, Drawing, Font, Measure, PictureName } from './drawing';

/** What is used of a canvas's 2D context; WeChat's and the browser's are the same here. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textBaseline'
  | 'save'
  | 'restore'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'arc'
  | 'arcTo'
  | 'clip'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'setLineDash'
  | 'fillText'
  | 'measureText'
  | 'drawImage'
>;

/** A picture that is loaded. */
export type Picture = CanvasImageSource & { width: number; height: number };
export type Pictures = ReadonlyMap<PictureName, Picture>;

const FULL_TURN = 2 * Math.PI;

/** The one family that every phone's canvas knows; the phone puts its own Chinese font in its place. */
const cssFont = ({ size, weight }: Font): string => `${weight} ${size}px sans-serif`;

/** Measures as the pen would write. */
export const measureWith =
  (pen: Pick<Pen, 'font' | 'measureText'>): Measure =>
  (text, font) => {
    pen.font = cssFont(font);
    return pen.measureText(text).width;
  };

/** Paints a drawing; a picture that is not among the loaded ones is left out. */
export function paint(pen: Pen, { commands }: Drawing, pictures: Pictures): void {
  pen.textBaseline = 'alphabetic';
  for (const command of commands) paintOne(pen, command, pictures);
}

function paintOne(pen: Pen, command: DrawCommand, pictures: Pictures): void {
  switch (command.kind) {
    case 'box':
      pen.fillStyle = command.fill;
      if (command.radius === 0) return pen.fillRect(command.x, command.y, command.width, command.height);
      outline(pen, command, command.radius);
      return pen.fill();
    case 'frame':
      return paintFrame(pen, command);
    case 'circle':
      pen.fillStyle = command.fill;
      pen.beginPath();
      pen.arc(command.x, command.y, command.radius, 0, FULL_TURN);
      return pen.fill();
    case 'dashes':
      return paintDashes(pen, command);
    case 'text':
      pen.fillStyle = command.fill;
      pen.font = cssFont(command.font);
      return pen.fillText(command.text, command.x, command.y);
    case 'picture': {
      const picture = pictures.get(command.name);
      return picture && paintPicture(pen, command, picture);
    }
  }
}

/** Rounded corners by arcs: older phones' canvas has no roundRect. */
function outline(pen: Pen, { x, y, width, height }: Area, radius: number): void {
  const [right, bottom] = [x + width, y + height];
  pen.beginPath();
  pen.moveTo(x + radius, y);
  pen.arcTo(right, y, right, bottom, radius);
  pen.arcTo(right, bottom, x, bottom, radius);
  pen.arcTo(x, bottom, x, y, radius);
  pen.arcTo(x, y, right, y, radius);
  pen.closePath();
}

function paintFrame(pen: Pen, { line, stroke, radius, ...area }: Extract<DrawCommand, { kind: 'frame' }>): void {
  const inset = line / 2;
  const within = { x: area.x + inset, y: area.y + inset, width: area.width - line, height: area.height - line };
  pen.lineWidth = line;
  pen.strokeStyle = stroke;
  outline(pen, within, radius - inset);
  pen.stroke();
}

function paintDashes(pen: Pen, { x, y, width, line, dash, stroke }: Extract<DrawCommand, { kind: 'dashes' }>): void {
  pen.lineWidth = line;
  pen.strokeStyle = stroke;
  pen.setLineDash([dash, dash]);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + width, y);
  pen.stroke();
  pen.setLineDash([]);
}

function paintPicture(
  pen: Pen,
  { radius, ...area }: Extract<DrawCommand, { kind: 'picture' }>,
  picture: Picture,
): void {
  const { x, y, width, height } = area;
  const scale = Math.max(width / picture.width, height / picture.height);
  const [seenWidth, seenHeight] = [width / scale, height / scale];
  const [left, top] = [(picture.width - seenWidth) / 2, (picture.height - seenHeight) / 2];
  pen.save();
  if (radius > 0) {
    outline(pen, area, radius);
    pen.clip();
  }
  pen.drawImage(picture, left, top, seenWidth, seenHeight, x, y, width, height);
  pen.restore();
}
