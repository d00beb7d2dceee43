import { note } from '../log';
import { promptText } from '../shell/prompt';
import { appJson } from '../packed';
import { doing, Refusal } from './answer';
import { needPrivacy } from './privacy';

/** Where somebody is: the demo neighbourhood's, unless the person writes another place. */
const HERE = '30.27415,120.15515';

const declared = (name: string): boolean => (appJson.requiredPrivateInfos ?? []).includes(name);

async function whereabouts(name: string): Promise<{ latitude: number; longitude: number }> {
  if (!declared(name)) throw new Refusal('the api need to be declared in the requiredPrivateInfos field in app.json');
  await needPrivacy(name);
  const written = await promptText('纬度,经度', HERE);
  if (written === undefined) throw new Refusal('auth deny', true);
  const [latitude = 0, longitude = 0] = written.split(',').map(Number);
  return { latitude, longitude };
}

interface Place {
  latitude: number;
  longitude: number;
  name: string;
  address: string;
}

export const place = {
  getFuzzyLocation: doing('getFuzzyLocation', () => whereabouts('getFuzzyLocation')),
  getLocation: doing('getLocation', () => whereabouts('getLocation')),
  openLocation: doing<Place>('openLocation', ({ latitude, longitude, name, address }) => {
    if (typeof latitude !== 'number' || typeof longitude !== 'number')
      throw new Refusal('parameter error: latitude and longitude are numbers');
    note('call', `openLocation ${latitude},${longitude} ${name ?? ''} ${address ?? ''}`);
  }),
  getSetting: doing('getSetting', () => ({ authSetting: {} })),
  openSetting: doing('openSetting', () => ({ authSetting: {} })),
  authorize: doing('authorize', () => undefined),
};
