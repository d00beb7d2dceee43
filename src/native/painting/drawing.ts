/** What a picture consists of, before anything is drawn: a layout answers it, a test reads it, the painter paints it. */

/** Pixels of the picture that is made. */
export interface Font {
  size: number;
  weight: 400 | 500 | 600;
}

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const PICTURE_NAMES = ['hero', 'avatar', 'code'] as const;
export type PictureName = (typeof PICTURE_NAMES)[number];

export type DrawCommand =
  | ({ kind: 'box'; radius: number; fill: string } & Area)
  /** A line around an area, within it. */
  | ({ kind: 'frame'; radius: number; stroke: string; line: number } & Area)
  | { kind: 'circle'; x: number; y: number; radius: number; fill: string }
  /** A dashed line from left to right. */
  | { kind: 'dashes'; x: number; y: number; width: number; line: number; dash: number; stroke: string }
  /** `y`: where the letters stand. */
  | { kind: 'text'; text: string; x: number; y: number; font: Font; fill: string }
  /** Fills the area, with what does not fit cut off evenly. */
  | ({ kind: 'picture'; name: PictureName; radius: number } & Area);

export interface Drawing {
  width: number;
  height: number;
  commands: DrawCommand[];
}

/** Width of a text in pixels. */
export type Measure = (text: string, font: Font) => number;
