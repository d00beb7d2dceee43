/**
 * Gives this process what the SDK finds in its environment inside a cloud function, pointed at a local cloud. To be
 * called before the SDK is loaded.
 */
export function enterCloud(url: string): void {
  Object.assign(process.env, {
    SILENCE: 'true',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TCB_SOURCE',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
    TCB_SEQID: 'test',
    TCB_SOURCE: 'wx_client,scf',
    WX_CONTEXT_KEYS: 'WX_APPID,WX_OPENID,WX_CLIENTIP',
    WX_APPID: 'wxlocal00000000001',
    WX_OPENID: '42',
    WX_CLIENTIP: '10.0.0.1',
  });
}
