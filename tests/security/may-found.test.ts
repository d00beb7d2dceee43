import { mayFound } from '../../cloudfunctions/job/may-found';

test.each<[string, string, unknown, string | undefined, boolean]>([
  ['the secret, from the cloud’s tools', '', 's3cret', 's3cret', true],
  ['another secret', '', 'guess', 's3cret', false],
  ['a beginning of it', '', 's3', 's3cret', false],
  ['no secret', '', undefined, 's3cret', false],
  ['no text', '', { length: 6 }, 's3cret', false],
  ['nothing set', '', '', undefined, false],
  ['nothing set, nothing given', '', undefined, undefined, false],
  ['an empty secret set', '', '', '', false],
  ['a person who knows it', 'wx_client', 's3cret', 's3cret', false],
  ['the timer', 'wx_trigger', 's3cret', 's3cret', false],
])('%s', (_, source, given, secret, expected) => {
  expect(mayFound(source, given, secret)).toBe(expected);
});
