import { type CheckResult, isFine, type Remarks } from './report';

const NAME_WIDTH = 16;
const COUNT_WIDTH = 10;

const countText = (count: number): string => count.toLocaleString('en-US');

const plural = (count: number, one: string): string => `${countText(count)} ${one}${count === 1 ? '' : 's'}`;

const countOf = (remarks: readonly Remarks[]): number => remarks.reduce((sum, { count }) => sum + count, 0);

function lines(mark: string, { kind, count, sentences }: Remarks): string[] {
  const more = count - sentences.length;
  return [
    ...sentences.map((sentence) => `       ${mark} ${kind}: ${sentence}`),
    ...(more > 0 ? [`       ${mark} ${kind}: and ${countText(more)} more`] : []),
  ];
}

function checkLines({ name, of, checked, findings, notes }: CheckResult): string[] {
  const verdict = findings.length === 0 ? 'ok ' : 'BAD';
  return [
    `${verdict}  ${name.padEnd(NAME_WIDTH)}${countText(checked).padStart(COUNT_WIDTH)} ${of} checked`,
    ...findings.flatMap((remarks) => lines('-', remarks)),
    ...notes.flatMap((remarks) => lines('(note)', remarks)),
  ];
}

/** The results as an operator reads them: a line a check, what is wrong below it, and the sum of it all. */
export function textOf(folder: string, results: readonly CheckResult[]): string {
  const found = results.reduce((sum, { findings }) => sum + countOf(findings), 0);
  const summary = isFine(results)
    ? `The books in ${folder} are in order: ${plural(results.length, 'check')}.`
    : `The books in ${folder} are NOT in order: ${plural(found, 'finding')}.`;
  return [...results.flatMap(checkLines), '', summary, ''].join('\n');
}

/** The same for programs. */
export const jsonOf = (folder: string, results: readonly CheckResult[]): string =>
  `${JSON.stringify({ folder, ok: isFine(results), checks: results }, null, 2)}\n`;
