import type { PictureName } from './drawing';
import type { PlateName } from './colours';

/** What a card or poster says about a group: words that are ready to be shown, the same for everybody. */
export interface ShareFacts {
  name: string;
  /** The pickup point. */
  place: string;
  plate: PlateName;
  price: { yuan: string; cents: string };
  /** What the price does next, at most two lines; empty where nothing is lower. */
  next: readonly string[];
  /** Windows of the threshold; no count where it takes nobody else. */
  windows: { count: number; lit: number };
  /** How far it is: `再 7 户成团`. */
  standing: string;
  /** Who is in: `18 户已参团`. */
  joined: string;
  /** `今晚 20:00 截单` */
  closes: string;
  /** `明天 16:00 到货 · 自提` */
  arrives: string;
  leader: string;
  /** Where each picture is; empty: there is none. */
  pictures: Readonly<Record<PictureName, string>>;
}
