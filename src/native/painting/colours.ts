/** The tokens of app.scss that are painted: a canvas reads no style sheet. */
export const INK_9 = '#17211b';
export const INK_7 = '#3c4841';
export const SURFACE = '#ffffff';
export const LINE_STRONG = '#c9d1c7';
export const LEAF_7 = '#0a5a3d';
export const PERSIM_6 = '#c8390b';
export const POMELO_4 = '#ffc53d';
export const POMELO_3 = '#ffe08a';
export const NIGHT = '#10352a';
export const NIGHT_3 = '#2a5d4c';
export const NIGHT_TEXT = '#bfd6c9';
/** The table on which the goods stand. */
export const TABLE = 'rgba(23, 33, 27, 0.045)';

export const PLATES = {
  apricot: '#ffe6d0',
  mint: '#ddf0e0',
  butter: '#fff0c2',
  blush: '#fcdfdb',
  sky: '#dcecf5',
  lilac: '#e9e2f4',
  oat: '#f0e8da',
} as const;
export type PlateName = keyof typeof PLATES;

export const isPlate = (name: string): name is PlateName => Object.hasOwn(PLATES, name);
