import type { Reading } from '../reading';
import type { Journal, Posting } from '../records/journal';
import type { Report } from '../report';
import { type AccountParts, partsOf } from '../rules/accounts';
import { canonicalText, sha256 } from '../rules/canonical';
import { JOURNAL_TABLE } from '../rules/journal-table';
import { dayOf, isDay } from '../rules/shanghai';

/** Each journal by itself against the rulebook's section 11. */
export function checkJournals(reading: Reading, report: Report): void {
  reading.each('journals', report, (journal) => {
    report.count();
    const tell = (kind: string, what: string): void => report.find(kind, `${journal.id}: ${what}`);
    checkRow(journal, tell);
    checkContent(journal, tell);
    journal.postings.forEach((posting, index) => checkPosting(journal, posting, index, tell));
    checkTurns(journal, tell);
  });
}

type Tell = (kind: string, what: string) => void;

const shapeOf = ({ from, to }: Posting): string => `${partsOf(from)?.shape ?? '?'} > ${partsOf(to)?.shape ?? '?'}`;

/** Its kind, its id, and the direction of its postings. */
function checkRow(journal: Journal, tell: Tell): void {
  const row = Object.hasOwn(JOURNAL_TABLE, journal.kind) ? JOURNAL_TABLE[journal.kind] : undefined;
  if (!row) return tell('unknown kind', `there is no kind of journal called ${journal.kind}`);
  const id = row.id(journal);
  if (id === undefined) tell('id', `its memo does not name what a ${journal.kind} is about`);
  else if (id !== journal.id) tell('id', `its content is that of ${id}`);
  if (row.moves && journal.postings.length === 0) tell('postings of another kind', 'it moves nothing');
  const shapes = journal.postings.map(shapeOf);
  for (const shape of new Set(shapes)) {
    const times = shapes.filter((each) => each === shape).length;
    if (!row.postings.includes(shape)) tell('postings of another kind', `a ${journal.kind} never posts ${shape}`);
    else if (times > (row.twice?.includes(shape) ? 2 : 1))
      tell('postings of another kind', `it posts ${shape} ${times} times`);
  }
}

/** What the stored document says of its own content. */
function checkContent(journal: Journal, tell: Tell): void {
  const { id, kind, merchantId, postings, memo, hash, key, at, accounts } = journal;
  if (hash !== contentHash({ kind, merchantId, postings, memo })) tell('hash', 'its hash does not fit its content');
  if (key !== `${String(at).padStart(14, '0')}:${id}`) tell('key', `it is listed as ${key}, not by its instant and id`);
  const touched = new Set(postings.flatMap(({ from, to }) => [from, to]));
  for (const account of touched)
    if (!accounts.includes(account)) tell('accounts', `it moves value of ${account}, but is not listed under it`);
  // Whoever paid with held points finds it in their statement as well.
  for (const account of accounts)
    if (!touched.has(account) && partsOf(account)?.merchantId !== merchantId)
      tell('accounts', `it is listed under ${account}, which is none of its merchant's`);
}

function contentHash({ kind, merchantId, postings, memo }: Pick<Journal, 'kind' | 'merchantId' | 'postings' | 'memo'>) {
  const content = postings.map(({ lots, day, ...posting }) => ({
    ...posting,
    day: day ?? undefined,
    lots: lots?.map(({ lot, amount, earnedAt, expiresAt }) => ({
      lot,
      amount,
      earnedAt: earnedAt ?? undefined,
      expiresAt: expiresAt ?? undefined,
    })),
  }));
  return sha256(canonicalText({ kind, merchantId, postings: content, memo }));
}

function checkPosting(journal: Journal, posting: Posting, index: number, tellJournal: Tell): void {
  const { from, to, amount } = posting;
  const tell: Tell = (kind, what) => tellJournal(kind, `posting ${index}: ${what}`);
  if (!Number.isSafeInteger(amount) || amount <= 0) tell('amount', `amount ${amount} is not a whole number above 0`);
  if (from === to) tell('pays itself', `${from} pays itself`);
  const parts = [from, to].flatMap((account) => {
    const known = partsOf(account);
    if (!known) tell('unknown account', `there is no account ${account}`);
    return known ? [known] : [];
  });
  for (const account of parts) {
    if (account.merchantId !== journal.merchantId)
      tell('other merchant', `an account of merchant ${account.merchantId} in a journal of ${journal.merchantId}`);
    if (account.unit !== posting.unit) tell('unit', `${posting.unit} in an account that counts in ${account.unit}`);
  }
  const owners = new Set(parts.map(({ ownerId }) => ownerId).filter((owner) => owner !== ''));
  if (owners.size > 1) tell('other owner', `it moves from one person to another: ${[...owners].join(', ')}`);
  checkLots(posting, parts, tell);
  checkDay(journal, posting, tell);
}

function checkLots({ lots, amount }: Posting, parts: readonly AccountParts[], tell: Tell): void {
  const isOfLots = parts.some(({ shape }) => shape === 'member.points' || shape === 'member.held');
  if (!isOfLots) {
    if (lots) tell('lots', 'it names lots where no member has any');
    return;
  }
  if (!lots || lots.length === 0) return tell('lots', "it moves a member's points and names no lots");
  for (const part of lots) {
    if (!Number.isSafeInteger(part.amount) || part.amount <= 0)
      tell('lots', `part ${part.amount} of lot ${part.lot} is not a whole number above 0`);
    if (part.lot !== 'debt' && (part.earnedAt === null || part.expiresAt === null))
      tell('lots', `lot ${part.lot} is named without when it was earned and expires`);
  }
  const sum = lots.reduce((all, part) => all + part.amount, 0);
  if (sum !== amount) tell('lots', `its lots sum to ${sum}, its amount is ${amount}`);
}

function checkDay({ kind, at }: Journal, { unit, day }: Posting, tell: Tell): void {
  if (unit !== 'GROWTH') {
    if (day !== null) tell('day', `a posting of ${unit} counts for a day`);
  } else if (day === null || !isDay(day)) tell('day', `growth counts for no calendar day (${String(day)})`);
  // A correction counts for the day of what it corrects, which another check knows.
  else if (kind !== 'correct' && day !== dayOf(at)) tell('day', `growth of ${dayOf(at)} counts for ${day}`);
}

/** A member whose points or growth a journal moves has it in their sequence. */
function checkTurns(journal: Journal, tell: Tell): void {
  const touched = new Set(journal.postings.flatMap(({ from, to }) => [from, to]));
  const moved = [...touched].map(partsOf).flatMap((parts) => (parts?.shape.startsWith('member.') ? [parts] : []));
  for (const { ownerId } of moved)
    if (!journal.turns.has(ownerId))
      tell('turns', `it moves points or growth of ${ownerId}, but has no turn of theirs`);
  for (const [memberId, turn] of journal.turns)
    if (!Number.isSafeInteger(turn) || turn < 1) tell('turns', `turn ${turn} of ${memberId} is not 1 or more`);
}
