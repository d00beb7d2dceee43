import type { GroupCard } from '@/contract/views';

/** Another text whenever a group's chat card would say something else. */
export const cardVersion = ({ state, people, units, soldOut }: GroupCard): string =>
  [state, people, units, soldOut].join(' ');
