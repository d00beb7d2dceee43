import { ask } from '../support/cloud-process';
import { useCloud } from '../support/shared-cloud';

const { cloud } = useCloud();

interface Entry {
  kind: string;
  content: Record<string, unknown>;
}

describe('identity', () => {
  test('a person is known by openid, a visitor is not', async () => {
    const code = `const { OPENID, APPID, SOURCE } = cloud.getWXContext();
      return { OPENID, APPID, SOURCE, userInfo: event.userInfo };`;
    expect(await cloud().run(code, null, 'oLin')).toEqual({
      OPENID: 'oLin',
      APPID: 'wxlocal00000000001',
      SOURCE: 'wx_client',
      userInfo: { openId: 'oLin', appId: 'wxlocal00000000001' },
    });
    expect(await cloud().run(code)).toEqual({ APPID: 'wxlocal00000000001', SOURCE: 'wx_client' });
  });

  test('calls running side by side keep theirs apart', async () => {
    const people = Array.from({ length: 12 }, (_, index) => `oPerson${index}`);
    const seen = await Promise.all(
      people.map((openid) =>
        cloud().run(
          `const before = cloud.getWXContext().OPENID;
           await db.collection('things').add({ data: { by: before } });
           await new Promise((resolve) => setTimeout(resolve, 20));
           return [before, cloud.getWXContext().OPENID];`,
          null,
          openid,
        ),
      ),
    );
    expect(seen).toEqual(people.map((openid) => [openid, openid]));
  });

  test('a function called by another one serves the same person', async () => {
    const result = await cloud().run(
      `return (await cloud.callFunction({ name: 'echo', data: { a: 1 } })).result`,
      null,
      'oLin',
    );
    expect(result).toMatchObject({
      event: { a: 1, userInfo: { openId: 'oLin' } },
      context: { OPENID: 'oLin', SOURCE: 'wx_client,scf' },
    });
  });
});

test('files go up, come down and go away', async () => {
  const [fileID, text, gone] = (await cloud().run(`
    const { fileID } = await cloud.uploadFile({ cloudPath: 'pictures/团 购.txt', fileContent: Buffer.from('你好') });
    const { fileContent } = await cloud.downloadFile({ fileID });
    const deleted = await cloud.deleteFile({ fileList: [fileID] });
    const after = await cloud.getTempFileURL({ fileList: [fileID] });
    return [fileID, fileContent.toString(), [deleted.fileList[0].status, after.fileList[0].tempFileURL]];`)) as unknown[];
  expect(fileID).toBe('cloud://local.local-local/pictures/团 购.txt');
  expect(text).toBe('你好');
  expect(gone).toEqual([0, '']);
});

test.each(['../out.txt', 'a/../../out.txt', '/abs.txt', 'a//b', 'a\\b.txt', '.hidden', 'lock/..', ''])(
  'the cloud path %j is refused',
  async (path) => {
    const answer = await cloud().call(
      `await cloud.uploadFile({ cloudPath: input, fileContent: Buffer.from('x') })`,
      path,
    );
    expect(answer.ok).toBe(false);
  },
);

test('an upload needs the permission given before', async () => {
  const answer = await ask(`${cloud().url}/upload/x.txt`, { method: 'PUT', body: 'x' });
  expect(answer.status).toBe(403);
});

describe('open API', () => {
  const send = (data: unknown): Promise<unknown> =>
    cloud().run(
      `try {
         return await cloud.openapi.subscribeMessage.send({ touser: 'oLin', templateId: 'T', page: 'pages/x', data: input });
       } catch (error) { return error.errCode; }`,
      data,
    );

  test('messages land in the outbox', async () => {
    expect(
      await send({ thing1: { value: '取货提醒' }, amount2: { value: '¥12.50' }, time3: { value: '18:30' } }),
    ).toMatchObject({
      errCode: 0,
    });
    const [entry] = (await cloud().get('/dev/outbox')) as Entry[];
    expect(entry).toMatchObject({ kind: 'subscribeMessage', content: { touser: 'oLin', template_id: 'T' } });
  });

  test.each([
    ['thing1', '字'.repeat(21)],
    ['phrase1', '六个汉字不行'],
    ['number1', '12a'],
    ['amount1', '免费'],
    ['character_string1', '单号'],
    ['date1', '明天'],
    ['unknown1', 'x'],
    ['thing1', ''],
  ])('a field %s of %j breaks its limit', async (field, value) => {
    expect(await send({ [field]: { value } })).toBe(47003);
  });

  test('refused messages answer 43101', async () => {
    await cloud().post('/dev/sandbox', { messagesRefused: true });
    expect(await send({ thing1: { value: '好' } })).toBe(43101);
    await cloud().post('/dev/sandbox', { messagesRefused: false });
  });

  test('a code is a real picture, and its scene is checked', async () => {
    const [type, size, hex] = (await cloud().run(`
      const code = await cloud.openapi.wxacode.getUnlimited({ scene: 'k=Ab3xYz90', page: 'pages/group/index', width: 300 });
      return [code.contentType, code.buffer.readUInt32BE(16), code.buffer.toString('hex', 0, 8)];`)) as unknown[];
    expect([type, size, hex]).toEqual(['image/png', 300, '89504e470d0a1a0a']);
    const refused = (scene: string, page: string): Promise<unknown> =>
      cloud()
        .call(`await cloud.openapi.wxacode.getUnlimited(input)`, { scene, page })
        .then((answer) => answer.error?.errCode);
    expect(await refused('x'.repeat(33), 'pages/x')).toBe(40169);
    expect(await refused('中文', 'pages/x')).toBe(40169);
    expect(await refused('a%20', 'pages/x')).toBe(40169);
    expect(await refused('a', '/pages/x')).toBe(41030);
  });

  test.each([
    ['新鲜番茄', 'pass'],
    ['含有违禁词', 'risky'],
    ['这是待审词', 'review'],
  ])('%s is %s', async (content, suggest) => {
    expect(
      await cloud().run(
        `return (await cloud.openapi.security.msgSecCheck({ content: input, version: 2, scene: 1, openid: 'oLin' })).result.suggest`,
        content,
      ),
    ).toBe(suggest);
  });

  test('a shared card follows its activity until it is final', async () => {
    const result = await cloud().run(`
      const { activityId, expirationTime } = await cloud.openapi.updatableMessage.createActivityId();
      const set = (targetState, id = activityId) => cloud.openapi.updatableMessage.setUpdatableMsg({
        activityId: id, targetState, templateInfo: { parameterList: [{ name: 'member_count', value: '2' }] },
      }).then((answer) => answer.errCode, (error) => error.errCode);
      return [expirationTime * 1000 > Date.now(), await set(0), await set(1), await set(0), await set(0, 'none')];`);
    expect(result).toEqual([true, 0, 0, 47502, 47501]);
  });

  test('other calls are not authorised', async () => {
    const answer = await cloud().call(`await cloud.openapi.urllink.generate({ path: 'x' })`);
    expect(answer.error?.errCode).toBe(48001);
  });
});
