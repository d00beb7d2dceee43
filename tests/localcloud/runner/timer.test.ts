import { eventually } from '../support/cloud-process';
import { useCloud } from '../support/shared-cloud';

const { cloud } = useCloud({ timer: true });

test('the minute timer fires by the cloud clock', async () => {
  await cloud().post('/dev/job');
  const before = await eventually(async () => {
    // To within three seconds of the next minute, which then comes by itself; again if a slow machine missed it.
    const { now } = (await cloud().get('/dev/clock')) as { now: number };
    const rest = 60_000 - (now % 60_000);
    if (rest > 3500) await cloud().post('/dev/clock', { advanceMs: rest - 3000 });
    const after = ((await cloud().get('/dev/clock')) as { now: number }).now;
    return 60_000 - (after % 60_000) < 3500 && (await cloud().documents('ticks')).length;
  }, 20_000);
  const ticks = await eventually(async () => {
    const found = await cloud().documents('ticks');
    return found.length > before && found;
  }, 20_000);
  expect(ticks[0]).toMatchObject({ source: 'wx_trigger', event: { Type: 'Timer', TriggerName: 'tick' } });
  expect(Number(ticks[0]?.at) % 60_000).toBeLessThan(10_000);
}, 45_000);
