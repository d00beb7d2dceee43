import type { CallOutput } from '@/contract/calls';
import { group, NOW } from '../pages/data';

type Shared = CallOutput<'shareGroup'>;

/** What the server says of a group that somebody shares. */
export const shared = (card: Record<string, unknown> = {}, picture = 'cloud://shop.1/straw.png'): Shared => ({
  now: NOW,
  code: 'a1B2c3D4',
  path: '/pages/group/index?g=g1&s=a1B2c3D4',
  title: '晴川里 3 号门｜草莓 ¥29.80，再 7 户成团',
  picture,
  card: { ...group().card, hero: 'cloud://shop.1/straw-wide.png', ...card } as Shared['card'],
  pointName: '晴川里 3 号门',
  leader: { name: '周姐', avatar: '' },
});
