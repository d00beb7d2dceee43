import { join } from 'node:path';
import { filesOf, pagesOf, textOf } from '../artefact';
import { complaint } from '../complaint';
import { namedIn } from './named-in';

const ROOT = join(__dirname, '../../../..');
/** Shorter texts turn up anywhere; of these, nothing but a copy brings one into the other. */
const SHORTEST_CHARACTERS = 12;

const read = new Map<string, ReadonlySet<string>>();

/** Sources do not change while they are looked at, artefacts that are compared with them do. */
function textsIn(folder: string): ReadonlySet<string> {
  const known = read.get(folder) ?? readTexts(folder);
  read.set(folder, known);
  return known;
}

function readTexts(folder: string): Set<string> {
  const names = filesOf(join(ROOT, folder), '.ts', '.tsx');
  return new Set(names.flatMap((name) => [...namedIn(name, textOf(join(ROOT, folder), name)).texts]));
}

/** Texts by which the server's code is known: they are written in it, and nowhere in the mini-program's. */
function serverTexts(dist: string): Set<string> {
  const texts = new Set(textsIn('cloudfunctions'));
  // Messages open pages, so the server knows their names.
  for (const known of [...textsIn('src'), ...pagesOf(dist)]) texts.delete(known);
  return new Set([...texts].filter((text) => text.trim().length >= SHORTEST_CHARACTERS));
}

/** Server code in the mini-program: it would show everybody the rules of rewards and payouts, and weigh. */
export function serverCodeComplaints(dist: string): string[] {
  const server = serverTexts(dist);
  return filesOf(dist, '.js').flatMap((name) => {
    const found = [...namedIn(name, textOf(dist, name)).texts].filter((text) => server.has(text));
    if (found.length === 0) return [];
    const shown = found.slice(0, 3).map((text) => JSON.stringify(text));
    return [complaint(name, `code of cloudfunctions: ${shown.join(', ')}`, 'see what imports it: npm run boundaries')];
  });
}
