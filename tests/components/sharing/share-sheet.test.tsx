import { act, fireEvent, render, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import { factsOf } from '@/features/sharing/facts-of';
import { ShareSheet } from '@/features/sharing/share-sheet';
import { shareMessage, timelineMessage, useShareCard } from '@/features/sharing/use-share-card';
import type { PaintedProps } from '@/native/painting/painted-props';
import { answer, inputsOf, no, ok } from '../leader/answering';
import { shared } from './shared';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));
// A canvas is WeChat's or a browser's: here a test says what came of the painting.
const mockPainted: Record<string, PaintedProps> = {};
const mockPainting = (what: string) => (props: PaintedProps) => {
  mockPainted[what] = props;
  return null;
};
jest.mock('@/native/poster/poster', () => ({ Poster: (props: PaintedProps) => mockPainting('poster')(props) }));
jest.mock('@/native/share-card/share-card', () => ({
  ShareCard: (props: PaintedProps) => mockPainting('card')(props),
}));

const CODE = 'data:image/png;base64,AAAA';
const save = jest.fn();
const openSetting = jest.fn();
const showShareImageMenu = jest.fn(() => Promise.resolve({}));

beforeEach(() => {
  delete mockPainted.poster;
  delete mockPainted.card;
  Object.assign(Taro, {
    saveImageToPhotosAlbum: save,
    openSetting,
    showShareImageMenu,
    canIUse: () => true,
    getLaunchOptionsSync: () => ({}),
  });
});

function Group({ version = '' }: { version?: string }) {
  const group = { groupId: 'g1', title: '草莓', picture: 'https://shop.test/straw.png', version };
  const sharing = useShareCard(group);
  return (
    <>
      <ShareSheet open sharing={sharing} text="接龙" onClose={() => undefined} />
      <output aria-label="messages">
        {JSON.stringify([shareMessage(sharing.card), timelineMessage(sharing.card)])}
      </output>
    </>
  );
}

const messages = () =>
  JSON.parse(screen.getByRole('status', { name: 'messages' }).textContent ?? '') as { imageUrl?: string }[];
const tap = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const open = (answers: Parameters<typeof answer>[0] = {}) => {
  answer({ shareGroup: () => ok(shared()), getShareCode: () => ok({ code: 'a1B2c3D4', picture: CODE }), ...answers });
  return act(async () => render(<Group />));
};
const painted = (what: 'card' | 'poster', path: string) => act(async () => mockPainted[what]!.onReady(path));

test('the poster is drawn from what everybody sees, with the code', async () => {
  await open();
  expect(screen.getByText('正在画海报')).toBeTruthy();
  expect(mockPainted.poster?.facts).toEqual({
    ...factsOf(shared()),
    pictures: { ...factsOf(shared()).pictures, code: CODE },
  });
  await painted('poster', 'wxfile://tmp/poster.jpg');
  expect(screen.queryByText('正在画海报')).toBeNull();
  await tap(/点一下转发图片/);
  expect(showShareImageMenu).toHaveBeenCalledWith({
    path: 'wxfile://tmp/poster.jpg',
    needShowEntrance: true,
    entrancePath: shared().path,
  });
});

test('without a code the poster says so, offers the chat card, and is drawn once a code comes', async () => {
  let codes = 0;
  await open({
    getShareCode: () => ((codes += 1) === 1 ? no('codeUnavailable') : ok({ code: 'a1B2c3D4', picture: CODE })),
  });
  expect(screen.getByText('小程序码没取到，可以先发聊天卡片')).toBeTruthy();
  expect(mockPainted.poster).toBeUndefined();
  await tap('看聊天卡片');
  expect(screen.getByRole('tab', { name: '聊天卡片' }).getAttribute('aria-selected')).toBe('true');
  await act(async () => void fireEvent.click(screen.getByRole('tab', { name: '海报' })));
  await tap('再试一次');
  expect(mockPainted.poster?.facts.pictures.code).toBe(CODE);
});

test('a poster that cannot be painted says so and can be tried again', async () => {
  await open();
  await act(async () => mockPainted.poster!.onFailed('canvas'));
  expect(screen.getByText('海报没画成，可以先发聊天卡片')).toBeTruthy();
  await tap('再试一次');
  expect(screen.getByText('正在画海报')).toBeTruthy();
  expect(inputsOf('getShareCode')).toHaveLength(1);
});

test('the album: nothing to save while it is drawn, then saved', async () => {
  await open();
  expect(screen.getByRole('button', { name: '保存海报' }).getAttribute('aria-disabled')).toBe('true');
  await tap('保存海报');
  expect(save).not.toHaveBeenCalled();
  await painted('poster', 'wxfile://tmp/poster.jpg');
  save.mockResolvedValueOnce({});
  await tap('保存海报');
  expect(save).toHaveBeenCalledWith({ filePath: 'wxfile://tmp/poster.jpg' });
  expect(Taro.showToast).toHaveBeenCalledWith(expect.objectContaining({ title: '海报已存到相册' }));
});

test('the album refused leads to the settings, until it is allowed there', async () => {
  await open();
  await painted('poster', 'wxfile://tmp/poster.jpg');
  save.mockRejectedValueOnce({ errMsg: 'saveImageToPhotosAlbum:fail auth deny' });
  await tap('保存海报');
  openSetting.mockResolvedValueOnce({ authSetting: { 'scope.writePhotosAlbum': false } });
  await tap('去设置');
  expect(screen.getByText(/先在设置里允许/)).toBeTruthy();
  openSetting.mockResolvedValueOnce({ authSetting: { 'scope.writePhotosAlbum': true } });
  await tap('去设置');
  expect(screen.queryByText(/先在设置里允许/)).toBeNull();
});

test.each([
  ['saveImageToPhotosAlbum:fail cancel', undefined],
  ['saveImageToPhotosAlbum:fail file not found', '没存成，长按海报试试'],
])('the album answers %s', async (errMsg, said) => {
  await open();
  await painted('poster', 'wxfile://tmp/poster.jpg');
  save.mockRejectedValueOnce({ errMsg });
  await tap('保存海报');
  expect(jest.mocked(Taro.showToast).mock.calls.map(([toast]) => toast?.title)).toEqual(said ? [said] : []);
  expect(screen.queryByText(/先在设置里允许/)).toBeNull();
});

test('the chat card goes with the picture of the goods until its own is painted; Moments always with the goods', async () => {
  await open({ shareGroup: () => ok(shared({}, 'https://shop.test/straw.png')) });
  expect(messages().map(({ imageUrl }) => imageUrl)).toEqual([
    'https://shop.test/straw.png',
    'https://shop.test/straw.png',
  ]);
  await painted('card', 'wxfile://tmp/card.jpg');
  expect(messages().map(({ imageUrl }) => imageUrl)).toEqual(['wxfile://tmp/card.jpg', 'https://shop.test/straw.png']);
  expect(messages()[0]).toMatchObject({ title: shared().title, path: shared().path });
  await act(async () => mockPainted.card!.onFailed('save'));
  expect(messages()[0]?.imageUrl).toBe('https://shop.test/straw.png');
});

test('when the group changes, card and poster are painted of what is new', async () => {
  let people = 23;
  answer({
    shareGroup: () => ok(shared({ people })),
    getShareCode: () => ok({ code: 'a1B2c3D4', picture: CODE }),
  });
  const { rerender } = await act(async () => render(<Group version="23" />));
  expect(mockPainted.card?.facts.standing).toBe('再 7 户成团');
  people = 24;
  await act(async () => rerender(<Group version="24" />));
  expect(mockPainted.card?.facts.standing).toBe('再 6 户成团');
  expect(mockPainted.poster?.facts.standing).toBe('再 6 户成团');
  expect(inputsOf('getShareCode')).toHaveLength(1);
});

test('a server that says nothing of the group leaves no poster that is drawn for ever', async () => {
  let asked = 0;
  await open({ shareGroup: () => ((asked += 1) === 1 ? no('offline') : ok(shared())) });
  expect(screen.getByText('海报没画成，可以先发聊天卡片')).toBeTruthy();
  await tap('再试一次');
  expect(screen.getByText('正在画海报')).toBeTruthy();
  expect(mockPainted.poster?.facts.pictures.code).toBe(CODE);
});

test('a visitor has a card without a code and without a painted picture', async () => {
  await open({ shareGroup: () => no('signInFirst'), getShareCode: () => no('signInFirst') });
  expect(messages()[0]).toEqual({
    title: '草莓',
    path: '/pages/group/index?g=g1',
    imageUrl: 'https://shop.test/straw.png',
  });
  expect(mockPainted.card).toBeUndefined();
});
