import { CALL_NAMES } from '../../src/contract/calls';
import type { Reply } from '../../src/contract/errors';
import type { Caller } from '../../cloudfunctions/adapters/caller';
import { RateLimit } from '../../cloudfunctions/api/rate-limit';
import type { Routes } from '../../cloudfunctions/api/router';
import { members, Router } from '../../cloudfunctions/api/router';
import type { Context } from '../../cloudfunctions/usecases/context';
import { done, refuse } from '../../cloudfunctions/usecases/context';
import type { MemberDocument } from '../../cloudfunctions/usecases/documents';
import type { Ports } from '../../cloudfunctions/usecases/ports';

const NOW = 1_000_000_000_000;
const SHOPPER: Caller = { openid: 'openid-1', sources: ['wx_client'], address: '10.0.0.1' };
const VISITOR: Caller = { ...SHOPPER, openid: '' };

/** A router whose calls only note that they ran; every touch of the database is noted as well. */
function build(run: (context: Context, input: unknown) => Promise<Reply<unknown>> = async () => done({})) {
  const known = new Map<string, MemberDocument>();
  const touched: string[] = [];
  const ran: { call: string; context: Context; input: unknown }[] = [];
  const lines: { level: string; event: string; fields: Record<string, unknown> }[] = [];
  const note = (level: string) => (event: string, fields: Record<string, unknown>) =>
    void lines.push({ level, event, fields });
  const store = {
    find: async (_: string, query: { where: { openid: string } }) => {
      touched.push('find');
      const member = known.get(query.where.openid);
      return member ? [member] : [];
    },
  };
  const ports = {
    store,
    clock: { now: () => NOW },
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  } as unknown as Ports;
  const routes = Object.fromEntries(
    CALL_NAMES.map((call) => [
      call,
      async (context: Context, input: unknown) => {
        ran.push({ call, context, input });
        return run(context, input);
      },
    ]),
  ) as unknown as Routes;
  const becomeMember = async (_: Ports, __: number, openid: string, shareCode: string | undefined) => {
    touched.push(`make ${shareCode ?? ''}`);
    const member = { _id: `m-${openid}`, openid } as MemberDocument;
    known.set(openid, member);
    return member;
  };
  const router = new Router({ routes, ports, limit: new RateLimit(), becomeMember });
  const answer = (event: unknown, caller: Caller = SHOPPER) => router.answer(event, caller, 'r1');
  return { answer, ran, touched, lines };
}

const codeOf = (reply: Reply<unknown>): string => (reply.ok ? 'ok' : reply.error.code);

describe('who may call', () => {
  test.each<[string, Caller, string, string]>([
    ['a member', SHOPPER, 'enter', 'ok'],
    ['a member in DevTools', { ...SHOPPER, sources: ['wx_devtools'] }, 'enter', 'ok'],
    ['a member through another function', { ...SHOPPER, sources: ['wx_client', 'scf'] }, 'enter', 'ok'],
    ['a visitor, of what all may see', VISITOR, 'getHome', 'ok'],
    ['a visitor, of what members do', VISITOR, 'enter', 'signInFirst'],
    ['a crawler, of what all may see', { ...SHOPPER, sources: ['wx_crawler'] }, 'getHome', 'ok'],
    ['a crawler, of what members do', { ...SHOPPER, sources: ['wx_crawler'] }, 'enter', 'signInFirst'],
    ['the HTTP interface', { ...SHOPPER, sources: ['wx_http'] }, 'getHome', 'forbidden'],
    ['the timer', { ...SHOPPER, sources: ['wx_trigger'] }, 'getHome', 'forbidden'],
    ['WeChat Pay', { ...SHOPPER, sources: ['wx_paycallback'] }, 'getHome', 'forbidden'],
    ['another function', { ...SHOPPER, sources: ['scf', 'wx_client'] }, 'getHome', 'forbidden'],
    ['nobody knows who', { ...SHOPPER, sources: [] }, 'getHome', 'forbidden'],
  ])('%s', async (_, caller, call, expected) => {
    const { answer, touched } = build();
    expect(codeOf(await answer({ call }, caller))).toBe(expected);
    const isMember = expected === 'ok' && call === 'enter';
    expect(touched).toEqual(isMember ? ['find', 'make '] : []);
  });

  test('a member is made once, with the code that they came by', async () => {
    const { answer, touched, ran } = build();
    await answer({ call: 'enter', shareCode: 'abcd1234' });
    await answer({ call: 'enter' });
    expect(touched).toEqual(['find', 'make abcd1234', 'find']);
    expect(ran.map(({ context }) => context.caller?._id)).toEqual(['m-openid-1', 'm-openid-1']);
    expect(ran[0]!.context).toMatchObject({ now: NOW, shareCode: 'abcd1234' });
  });

  test('a use case for members refuses whoever is none', async () => {
    const run = members(async (context, _input: unknown) => done(context.caller._id));
    const context = { caller: undefined } as unknown as Context;
    expect(codeOf(await run(context, {}))).toBe('signInFirst');
  });
});

describe('what is refused before anything is read', () => {
  test.each<[string, unknown, string]>([
    ['no request', undefined, 'badRequest'],
    ['a list', [], 'badRequest'],
    ['a text', 'getHome', 'badRequest'],
    ['no call', {}, 'badRequest'],
    ['a call that is no text', { call: 1 }, 'badRequest'],
    ['a field beside it', { call: 'enter', openid: 'someone' }, 'badRequest'],
    ['a bad share code', { call: 'enter', shareCode: '!' }, 'badRequest'],
    ['an unknown call', { call: 'dropAll' }, 'unknownCall'],
    ['a name of every object', { call: 'constructor' }, 'unknownCall'],
    ['a name of every object, hidden', { call: '__proto__' }, 'unknownCall'],
    ['an unknown field', { call: 'enter', input: { admin: true } }, 'badRequest'],
    ['a wrong type', { call: 'getGroup', input: { groupId: 1 } }, 'badRequest'],
    ['an operator', { call: 'getGroup', input: { groupId: { $gt: '' } } }, 'badRequest'],
    ['an operator in a list', { call: 'placeOrder', input: { lines: [{ $where: '1' }] } }, 'badRequest'],
    ['a prototype', JSON.parse('{"call":"enter","input":{"__proto__":{"a":1}}}'), 'badRequest'],
    ['a constructor', { call: 'enter', input: { constructor: {} } }, 'badRequest'],
    ['too much', { call: 'saveProfile', input: { nickname: 'x'.repeat(110_000) } }, 'badRequest'],
    ['too deep', { call: 'enter', input: JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) }, 'badRequest'],
  ])('%s', async (_, event, expected) => {
    const { answer, touched, ran } = build();
    const reply = await answer(event);
    expect(codeOf(reply)).toBe(expected);
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringMatching(/./) } });
    expect([touched, ran]).toEqual([[], []]);
  });

  test('the reason names the place', async () => {
    const { answer } = build();
    const reply = await answer({
      call: 'collectOrder',
      input: { commandId: 'c'.repeat(8), orderId: 'a b', by: 'code' },
    });
    expect(reply).toMatchObject({ error: { data: { reason: 'orderId：编号不对' } } });
  });

  test('what the platform adds to a request is let by, and not passed on', async () => {
    const { answer, ran } = build();
    const event = { call: 'enter', userInfo: { openId: 'other' }, tcbContext: {} };
    expect(codeOf(await answer(event))).toBe('ok');
    expect(ran[0]!.input).toEqual({});
  });
});

test('calls beyond the limit are refused, each member and call by themselves', async () => {
  const { answer, ran } = build();
  const input = { merchantId: 'm1' };
  for (let made = 0; made < 20; made += 1) expect(codeOf(await answer({ call: 'checkIn', input }))).toBe('ok');
  expect(codeOf(await answer({ call: 'checkIn', input }))).toBe('tooOften');
  expect(codeOf(await answer({ call: 'enter' }))).toBe('ok');
  expect(codeOf(await answer({ call: 'checkIn', input }, { ...SHOPPER, openid: 'openid-2' }))).toBe('ok');
  expect(ran).toHaveLength(22);
});

describe('what a call leaves in the log', () => {
  test('a line, whatever came of it, and nothing of the person', async () => {
    const { answer, lines } = build();
    await answer({ call: 'enter' });
    await answer({ call: 'nothing', input: { phone: '13800000000' } });
    expect(lines).toEqual([
      { level: 'info', event: 'call', fields: { requestId: 'r1', call: 'enter', ms: 0, ok: true, code: null } },
      { level: 'info', event: 'call', fields: { requestId: 'r1', call: '', ms: 0, ok: false, code: 'unknownCall' } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('openid-1');
  });

  test('a failure is answered with systemBusy, and told apart', async () => {
    const { answer, lines } = build(async () => {
      throw new Error('broken');
    });
    expect(codeOf(await answer({ call: 'enter' }))).toBe('systemBusy');
    expect(lines.map(({ level, event }) => `${level} ${event}`)).toEqual(['error callFailed', 'info call']);
    expect(lines[0]!.fields).toMatchObject({ requestId: 'r1', call: 'enter', message: 'broken' });
  });

  test('a refusal that the call does not declare', async () => {
    const { answer, lines } = build(async () => refuse('soldOut'));
    expect(codeOf(await answer({ call: 'enter' }))).toBe('soldOut');
    expect(lines[0]).toMatchObject({ level: 'warn', event: 'undeclaredError', fields: { code: 'soldOut' } });
  });
});
