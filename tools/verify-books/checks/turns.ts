import { InTurn } from '../in-turn';
import type { Reading } from '../reading';
import type { Report } from '../report';

/** Each member's journals at a merchant are numbered from 1 without gap or repetition, up to the membership's turn. */
export function checkTurns(reading: Reading, report: Report): () => void {
  const sequences = new InTurn<string>(() => undefined);
  const turns = new Map<string, number>();
  reading.each('journals', report, ({ id, merchantId, turns: of }) => {
    for (const [memberId, turn] of of) sequences.offer(`${merchantId}:${memberId}`, turn, id);
  });
  reading.each('memberships', report, ({ id, merchantId, memberId, turn }) => {
    if (id !== `${merchantId}:${memberId}`)
      report.find('membership', `membership ${id} is of member ${memberId} at merchant ${merchantId}`);
    turns.set(id, turn);
  });
  return () => {
    const ends = sequences.end();
    for (const [name, { last, faults }] of ends) {
      report.count();
      for (const { kind, from, to } of faults) {
        if (kind === 'repeated') report.find('turn repeated', `member ${name}: turn ${from} was taken twice`);
        else
          report.find('turn missing', `member ${name}: no journal has turn ${from === to ? from : `${from} to ${to}`}`);
      }
      const turn = turns.get(name);
      if (turn === undefined) report.find('membership missing', `member ${name} has journals but no membership`);
      else if (turn > last)
        report.find('turn missing', `member ${name}: journals after turn ${last} up to ${turn} are not there`);
      else if (turn < last) report.find('membership', `member ${name}: the membership knows ${turn} turns of ${last}`);
    }
    for (const [name, turn] of turns)
      if (turn > 0 && !ends.has(name)) report.find('turn missing', `member ${name}: none of ${turn} journals is there`);
  };
}
