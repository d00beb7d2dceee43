import { cloud, db } from './sdk';
let running = 0;

/** Notes when it ran; `more` follows the mode document's count. */
export async function main(event: Record<string, unknown>): Promise<unknown> {
  running += 1;
  const { SOURCE } = cloud.getWXContext();
  await db.collection('ticks').add({ data: { at: Date.now(), source: SOURCE, event, running } });
  const mode = await db.collection('modes').doc('job').get();
  const more = Number(mode.data?.more ?? 0) > 0;
  if (more)
    await db
      .collection('modes')
      .doc('job')
      .update({ data: { more: db.command.inc(-1) } });
  running -= 1;
  return { more };
}
