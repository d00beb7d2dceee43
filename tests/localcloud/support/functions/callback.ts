import { cloud, db } from './sdk';

/** Notes every callback with what it says of its caller; accepts it unless the mode document says otherwise. */
export async function main(event: Record<string, unknown>): Promise<unknown> {
  const { SOURCE, OPENID } = cloud.getWXContext();
  await db.collection('callbacks').add({ data: { event, source: SOURCE, openid: OPENID ?? null } });
  const mode = await db.collection('modes').doc('callback').get();
  if (Number(mode.data?.refuse ?? 0) > 0) {
    await db
      .collection('modes')
      .doc('callback')
      .update({ data: { refuse: db.command.inc(-1) } });
    return { return_code: 'SUCCESS' };
  }
  return { errcode: 0, errmsg: 'ok' };
}
