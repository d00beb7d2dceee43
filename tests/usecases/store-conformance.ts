import { fen } from '../../src/contract/money';
import type {
  BalanceDocument,
  MemberDocument,
  OrderDocument,
  ShareCodeDocument,
  StockDocument,
} from '../../cloudfunctions/usecases/documents';
import type { Store } from '../../cloudfunctions/usecases/ports';
import { AlreadyExists } from '../../cloudfunctions/usecases/ports';

let lastId = 0;
/** An id that no other test of the process has. */
const newId = (): string => `t${Date.now().toString(36)}${(lastId += 1)}`;

const member = (id: string, changes: Partial<MemberDocument> = {}): MemberDocument => ({
  _id: id,
  v: 1,
  rev: 0,
  openid: `openid-${id}`,
  nickname: '小满',
  avatar: '/a.png',
  createdAt: 1,
  inviterId: null,
  arrivedBy: null,
  pointId: null,
  person: null,
  leads: [],
  staffOf: [],
  ...changes,
});

const stock = (id: string, changes: Partial<StockDocument> = {}): StockDocument => ({
  _id: id,
  v: 1,
  merchantId: 'm',
  campaignId: 'c',
  sku: 's',
  name: '小白菜',
  left: 10,
  applied: [],
  ...changes,
});

const balance = (id: string, amount: number, merchantId = 'm'): BalanceDocument => ({
  _id: id,
  v: 1,
  rev: 0,
  merchantId,
  balance: amount,
  applied: [],
});

const shareCode = (id: string, groupId: string, createdAt: number): ShareCodeDocument => ({
  _id: id,
  v: 1,
  memberId: 'a',
  groupId,
  createdAt,
});

/** Runs the work for 0 to count - 1 at the same time. */
const together = <Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

/**
 * What every Store promises (see its comment in ports.ts), whatever it is made of. `open` is called once, before the first test;
 * the store has the collections and unique indexes of config/cloud/database.json.
 */
export function describeStore(name: string, open: () => Promise<Store> | Store): void {
  describe(name, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    }, 60_000);

    describe('insert', () => {
      test('what was inserted is there, as it was', async () => {
        const document = member(newId(), {
          person: { name: '林', phone: '13800000000' },
          leads: [{ merchantId: 'm', pointId: 'p', state: 'active' }],
        });
        expect(await store.insert('members', document)).toBe(true);
        expect(await store.get('members', document._id)).toEqual(document);
        expect(await store.get('members', newId())).toBeUndefined();
      });

      test('a second document with the id is refused, the first stays', async () => {
        const id = newId();
        await store.insert('stocks', stock(id, { left: 1 }));
        expect(await store.insert('stocks', stock(id, { left: 2 }))).toBe(false);
        expect((await store.get('stocks', id))?.left).toBe(1);
      });

      test('a second document with a unique value is refused', async () => {
        const [first, second] = [member(newId()), member(newId())];
        expect(await store.insert('members', first)).toBe(true);
        expect(await store.insert('members', { ...second, openid: first.openid })).toBe(false);
        expect(await store.get('members', second._id)).toBeUndefined();
      });

      test('of many at once exactly one gets the id', async () => {
        const id = newId();
        const won = await together(12, (index) => store.insert('stocks', stock(id, { left: index })));
        expect(won.filter(Boolean)).toHaveLength(1);
        expect((await store.get('stocks', id))?.left).toBe(won.indexOf(true));
      });

      test('fields that are undefined are left out, and the caller’s own object stays as it is', async () => {
        const id = newId();
        const settings = { a: undefined, b: [{ c: undefined, d: 1 }] };
        const document = { ...stock(id), extra: settings } as StockDocument;
        await store.insert('stocks', document);
        const found = (await store.get('stocks', id)) as unknown as { extra: unknown };
        expect(found.extra).toStrictEqual({ b: [{ d: 1 }] });
        expect(Object.keys(settings)).toEqual(['a', 'b']);
      });

      test('insertMissing adds what is missing and leaves the rest', async () => {
        const [old, fresh, other] = [newId(), newId(), newId()];
        await store.insert('stocks', stock(old, { left: 1 }));
        await store.insertMissing('stocks', [
          stock(fresh, { left: 2 }),
          stock(old, { left: 3 }),
          stock(other, { left: 4 }),
        ]);
        const left = (await store.getMany('stocks', [old, fresh, other])).map((document) => document.left);
        expect(left).toEqual([1, 2, 4]);
        await store.insertMissing('stocks', []);
      });
    });

    describe('replace', () => {
      test('writes every field and raises rev', async () => {
        const document = member(newId(), { leads: [{ merchantId: 'm', pointId: 'p', state: 'active' }] });
        await store.insert('members', document);
        const next = { ...document, nickname: '阿林', leads: [], person: { name: '林', phone: '1' }, pointId: 'p' };
        expect(await store.replace('members', next)).toBe(true);
        expect(await store.get('members', document._id)).toEqual({ ...next, rev: 1 });
      });

      test('an object is replaced whole, also by an empty one', async () => {
        const document = { ...balance(newId(), 0), held: { a: 1, b: { c: 2 } } };
        await store.insert('balances', document);
        await store.replace('balances', { ...document, held: { d: {} } } as BalanceDocument);
        expect(await store.get('balances', document._id)).toEqual({ ...document, held: { d: {} }, rev: 1 });
        await store.replace('balances', { ...document, rev: 1, held: {} } as BalanceDocument);
        expect(await store.get('balances', document._id)).toEqual({ ...document, held: {}, rev: 2 });
      });

      test('is refused when somebody else was first, or nothing is there', async () => {
        const document = member(newId());
        await store.insert('members', document);
        expect(await store.replace('members', { ...document, nickname: '一' })).toBe(true);
        expect(await store.replace('members', { ...document, nickname: '二' })).toBe(false);
        expect((await store.get('members', document._id))?.nickname).toBe('一');
        expect(await store.replace('members', member(newId()))).toBe(false);
      });

      test('of many at once exactly one wins', async () => {
        const document = balance(newId(), 0);
        await store.insert('balances', document);
        const won = await together(12, (index) => store.replace('balances', { ...document, balance: index }));
        expect(won.filter(Boolean)).toHaveLength(1);
        expect(await store.get('balances', document._id)).toMatchObject({ rev: 1, balance: won.indexOf(true) });
      });
    });

    describe('update', () => {
      test('changes each kind of field', async () => {
        const id = newId();
        await store.insert('progress', {
          _id: id,
          v: 1,
          merchantId: 'm',
          members: ['a'],
          units: { s1: 1 },
          orders: 1,
          amountFen: fen(5),
          applied: [{ id: 'x', at: 1, n: 1 }],
        });
        const changed = await store.update(
          'progress',
          id,
          {},
          {
            increment: { 'units.s1': 2, 'units.s2': 3, orders: 1 },
            push: { applied: { id: 'y', at: 2, n: 2 } },
            addToSet: { members: 'b' },
            set: { amountFen: 7, merchantId: 'n' },
          },
        );
        expect(changed).toBe(true);
        expect(await store.get('progress', id)).toEqual({
          _id: id,
          v: 1,
          merchantId: 'n',
          members: ['a', 'b'],
          units: { s1: 3, s2: 3 },
          orders: 2,
          amountFen: 7,
          applied: [
            { id: 'x', at: 1, n: 1 },
            { id: 'y', at: 2, n: 2 },
          ],
        });
        await store.update('progress', id, {}, { addToSet: { members: 'a' }, increment: { orders: 1 } });
        expect(await store.get('progress', id)).toMatchObject({ members: ['a', 'b'], orders: 3 });
        await store.update('progress', id, {}, { pull: { members: 'a' }, increment: { orders: 1 } });
        expect(await store.get('progress', id)).toMatchObject({ members: ['b'], orders: 4 });
        await store.update('progress', id, {}, { unmark: { applied: ['x', 'gone'] }, set: { units: {} } });
        expect(await store.get('progress', id)).toMatchObject({ applied: [{ id: 'y', at: 2, n: 2 }], units: {} });
      });

      test('sets a part of an object, and null', async () => {
        const id = newId();
        await store.insert('members', member(id, { person: { name: '林', phone: '1' } }));
        await store.update('members', id, {}, { set: { 'person.name': '陈' } });
        expect((await store.get('members', id))?.person).toEqual({ name: '陈', phone: '1' });
        await store.update('members', id, { person: { ne: null } }, { set: { person: null } });
        expect((await store.get('members', id))?.person).toBeNull();
      });

      test('does nothing when a condition does not hold, or nothing is there', async () => {
        const id = newId();
        await store.insert('stocks', stock(id, { left: 2 }));
        const take = (units: number) =>
          store.update('stocks', id, { left: { gte: units } }, { increment: { left: -units } });
        expect(await take(3)).toBe(false);
        expect(await take(2)).toBe(true);
        expect((await store.get('stocks', id))?.left).toBe(0);
        expect(await store.update('stocks', newId(), {}, { increment: { left: 1 } })).toBe(false);
        expect(await store.update('stocks', id, { merchantId: 'other' }, { set: { left: 9 } })).toBe(false);
      });

      test('a mark makes a change happen once, and unmarking takes exactly its own back', async () => {
        const id = newId();
        await store.insert('stocks', stock(id));
        const hold = (mark: string) =>
          store.update(
            'stocks',
            id,
            { applied: { unmarked: mark }, left: { gte: 3 } },
            {
              increment: { left: -3 },
              push: { applied: { id: mark, at: 5, n: 3 } },
            },
          );
        const undo = (mark: string) =>
          store.update(
            'stocks',
            id,
            { applied: { marked: mark } },
            {
              increment: { left: 3 },
              unmark: { applied: [mark] },
            },
          );
        expect([await hold('a'), await hold('a'), await hold('b'), await hold('c')]).toEqual([true, false, true, true]);
        expect(await hold('d')).toBe(false);
        expect([await undo('a'), await undo('a'), await undo('z')]).toEqual([true, false, false]);
        expect(await store.get('stocks', id)).toMatchObject({ left: 4, applied: [{ id: 'b' }, { id: 'c' }] });
      });

      test('a list that may not be there yet: what is put into it once, asked for, and taken out', async () => {
        const id = newId();
        await store.insert('stocks', stock(id, { left: 1 }));
        const add = (value: string) => store.update('stocks', id, {}, { addToSet: { shared: value } });
        const takeUnless = (value: string) =>
          store.update('stocks', id, { shared: { ne: value } }, { increment: { left: -1 } });
        expect(await takeUnless('a')).toBe(true);
        expect([await add('a'), await add('a'), await add('b')]).toEqual([true, false, true]);
        expect([await takeUnless('b'), await takeUnless('c')]).toEqual([false, true]);
        await store.update('stocks', id, {}, { pull: { shared: 'a' } });
        expect(await store.get('stocks', id)).toMatchObject({ left: -1, shared: ['b'] });
      });

      test('the same mark from many at once counts once', async () => {
        const id = newId();
        await store.insert('stocks', stock(id));
        const won = await together(10, () =>
          store.update(
            'stocks',
            id,
            { applied: { unmarked: 'x' } },
            {
              increment: { left: -1 },
              push: { applied: { id: 'x', at: 1, n: 1 } },
            },
          ),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        expect(await store.get('stocks', id)).toMatchObject({ left: 9, applied: [{ id: 'x', at: 1, n: 1 }] });
      });

      test('a conditional decrement never goes below zero', async () => {
        const id = newId();
        await store.insert('stocks', stock(id, { left: 25 }));
        const won = await together(40, () =>
          store.update('stocks', id, { left: { gte: 2 } }, { increment: { left: -2 } }),
        );
        expect(won.filter(Boolean)).toHaveLength(12);
        expect((await store.get('stocks', id))?.left).toBe(1);
      });

      test('two changes of one field are a mistake', async () => {
        const id = newId();
        await store.insert('stocks', stock(id));
        const both = { push: { applied: { id: 'a', at: 1, n: 1 } }, unmark: { applied: ['b'] } };
        await expect(store.update('stocks', id, {}, both)).rejects.toThrow(RangeError);
        await expect(store.update('stocks', id, {}, {})).rejects.toThrow(RangeError);
      });
    });

    describe('reading', () => {
      const group = newId();
      const ids = Array.from({ length: 7 }, () => newId());
      beforeAll(async () => {
        for (const [index, id] of ids.entries()) await store.insert('shareCodes', shareCode(id, group, index % 4));
      });
      const found = async (where: object, sort: [string, 1 | -1][] = [['_id', 1]], limit = 100): Promise<number[]> => {
        const documents = await store.find('shareCodes', { where: { groupId: group, ...where }, sort, limit });
        return documents.map((document) => ids.indexOf(document._id));
      };

      test.each<[string, object, number[]]>([
        ['equal', { createdAt: 1 }, [1, 5]],
        ['greater', { createdAt: { gt: 2 } }, [3]],
        ['at least', { createdAt: { gte: 2 } }, [2, 3, 6]],
        ['less', { createdAt: { lt: 1 } }, [0, 4]],
        ['at most', { createdAt: { lte: 1 } }, [0, 1, 4, 5]],
        ['between', { createdAt: { gte: 1, lt: 3 } }, [1, 2, 5, 6]],
        ['not', { createdAt: { ne: 0 } }, [1, 2, 3, 5, 6]],
        ['one of', { createdAt: { in: [0, 3] } }, [0, 3, 4]],
        ['one of none', { createdAt: { in: [] } }, []],
        ['text beyond', { _id: { gt: ids[4] } }, [5, 6]],
        ['two fields', { createdAt: 1, memberId: 'b' }, []],
      ])('finds %s', async (_, where, expected) => {
        expect((await found(where)).sort()).toEqual(expected);
        expect(await store.count('shareCodes', { groupId: group, ...where })).toBe(expected.length);
      });

      test('sorts by several fields, and stops at the limit', async () => {
        expect(
          await found({}, [
            ['createdAt', 1],
            ['_id', 1],
          ]),
        ).toEqual([0, 4, 1, 5, 2, 6, 3]);
        expect(
          await found(
            {},
            [
              ['createdAt', -1],
              ['_id', 1],
            ],
            3,
          ),
        ).toEqual([3, 2, 6]);
        expect(await found({}, [['_id', -1]], 2)).toEqual([6, 5]);
        await expect(found({}, [], 0)).rejects.toThrow(RangeError);
        await expect(found({}, [], 1001)).rejects.toThrow(RangeError);
      });

      test('an empty condition on a field is a mistake, not everything', async () => {
        await expect(found({ createdAt: {} })).rejects.toThrow(RangeError);
      });

      test('null is found, and told from a value', async () => {
        const [empty, full] = [newId(), newId()];
        await store.insert('members', member(empty, { arrivedBy: group }));
        await store.insert('members', member(full, { arrivedBy: group, pointId: 'p' }));
        const where = (pointId: null | { ne: null }) => ({ where: { arrivedBy: group, pointId }, limit: 5 });
        expect((await store.find('members', where(null))).map((document) => document._id)).toEqual([empty]);
        expect((await store.find('members', where({ ne: null }))).map((document) => document._id)).toEqual([full]);
      });

      test('a null is below every bound: what has no deadline is never due', async () => {
        const due = { _id: newId(), dueAt: null, followUpAt: null, key: group } as unknown as OrderDocument;
        await store.insert('orders', due);
        expect(await store.find('orders', { where: { key: group, dueAt: { lte: 10 } }, limit: 5 })).toEqual([]);
      });

      test('an element of an array is found by its value', async () => {
        const id = newId();
        await store.insert('progress', {
          _id: id,
          v: 1,
          merchantId: id,
          members: ['a', 'b'],
          units: {},
          orders: 0,
          amountFen: fen(0),
          applied: [{ id: 'x', at: 3, n: 1 }],
        });
        expect(await store.count('progress', { merchantId: id, members: 'b' })).toBe(1);
        expect(await store.count('progress', { merchantId: id, members: 'c' })).toBe(0);
        expect(await store.count('progress', { merchantId: id, 'applied.at': { lt: 4 } })).toBe(1);
        expect(await store.count('progress', { merchantId: id, applied: { marked: 'x' } })).toBe(1);
        expect(await store.count('progress', { merchantId: id, applied: { unmarked: 'x' } })).toBe(0);
      });

      test('getMany keeps the order of the ids and leaves out what is missing', async () => {
        const wanted = [ids[5]!, newId(), ids[0]!, ids[3]!];
        expect((await store.getMany('shareCodes', wanted)).map((document) => document._id)).toEqual([
          ids[5],
          ids[0],
          ids[3],
        ]);
        expect(await store.getMany('shareCodes', [])).toEqual([]);
      });

      test('getMany takes more ids than one query does', async () => {
        const many = Array.from({ length: 230 }, () => newId());
        for (let start = 0; start < many.length; start += 100) {
          await store.insertMissing(
            'stocks',
            many.slice(start, start + 100).map((id) => stock(id)),
          );
        }
        const wanted = [...many].reverse();
        expect((await store.getMany('stocks', wanted)).map((document) => document._id)).toEqual(wanted);
        await expect(
          store.getMany(
            'stocks',
            Array.from({ length: 1001 }, () => 'x'),
          ),
        ).rejects.toThrow(RangeError);
      });
    });

    test('what was removed is gone; removing it again does nothing', async () => {
      const id = newId();
      await store.insert('stocks', stock(id));
      await store.remove('stocks', id);
      expect(await store.get('stocks', id)).toBeUndefined();
      await store.remove('stocks', id);
      expect(await store.insert('stocks', stock(id))).toBe(true);
    });

    describe('transact', () => {
      test('all of it is written, and its result answered', async () => {
        const [a, b, c] = [newId(), newId(), newId()];
        await store.insert('balances', balance(a, 5));
        await store.insert('balances', balance(b, 0));
        const moved = await store.transact(async (transaction) => {
          const [from, to] = [await transaction.get('balances', a), await transaction.get('balances', b)];
          await transaction.replace('balances', { ...from!, balance: from!.balance - 2 });
          await transaction.replace('balances', { ...to!, balance: to!.balance + 2 });
          await transaction.insert('stocks', stock(c));
          expect(await transaction.get('stocks', newId())).toBeUndefined();
          return 2;
        });
        expect(moved).toBe(2);
        expect(await store.get('balances', a)).toMatchObject({ balance: 3, rev: 1 });
        expect(await store.get('balances', b)).toMatchObject({ balance: 2, rev: 1 });
        expect(await store.get('stocks', c)).toEqual(stock(c));
      });

      test('what it throws comes out, and nothing is written', async () => {
        const [a, b] = [newId(), newId()];
        await store.insert('balances', balance(a, 5));
        const failing = store.transact(async (transaction) => {
          await transaction.insert('stocks', stock(b));
          const document = await transaction.get('balances', a);
          await transaction.replace('balances', { ...document!, balance: 0 });
          throw new Error('no');
        });
        await expect(failing).rejects.toThrow('no');
        expect(await store.get('stocks', b)).toBeUndefined();
        expect(await store.get('balances', a)).toEqual(balance(a, 5));
        // Nothing is left locked behind.
        expect(await store.update('balances', a, {}, { increment: { balance: 1 } })).toBe(true);
      });

      test('it sees its own writes, and others do not see them before the end', async () => {
        const [a, b] = [newId(), newId()];
        await store.insert('balances', balance(a, 5));
        await store.transact(async (transaction) => {
          const document = await transaction.get('balances', a);
          await transaction.replace('balances', { ...document!, balance: 6 });
          await transaction.insert('stocks', stock(b));
          expect(await transaction.get('balances', a)).toMatchObject({ balance: 6, rev: 1 });
          expect(await transaction.get('stocks', b)).toEqual(stock(b));
          expect(await store.get('balances', a)).toMatchObject({ balance: 5, rev: 0 });
          expect(await store.get('stocks', b)).toBeUndefined();
          await transaction.replace('balances', { ...document!, rev: 1, balance: 7 });
        });
        expect(await store.get('balances', a)).toMatchObject({ balance: 7, rev: 2 });
      });

      test('an object is replaced whole within a transaction, too', async () => {
        const document = { ...balance(newId(), 0), held: { a: 1 } } as BalanceDocument;
        await store.insert('balances', document);
        await store.transact(async (transaction) => {
          await transaction.replace('balances', { ...document, held: {} } as BalanceDocument);
        });
        expect(await store.get('balances', document._id)).toEqual({ ...document, held: {}, rev: 1 });
      });

      test('an insert of what exists throws AlreadyExists, is not repeated, and undoes the rest', async () => {
        const [taken, other] = [newId(), newId()];
        await store.insert('stocks', stock(taken, { left: 1 }));
        let runs = 0;
        const failing = store.transact(async (transaction) => {
          runs += 1;
          await transaction.insert('stocks', stock(other));
          await transaction.insert('stocks', stock(taken, { left: 2 }));
        });
        await expect(failing).rejects.toBeInstanceOf(AlreadyExists);
        expect(runs).toBe(1);
        expect(await store.get('stocks', other)).toBeUndefined();
        expect((await store.get('stocks', taken))?.left).toBe(1);
      });

      test('of many that insert the same id exactly one succeeds, the others find it', async () => {
        const id = newId();
        const outcomes = await together(8, (index) =>
          store
            .transact((transaction) => transaction.insert('stocks', stock(id, { left: index })))
            .then(() => 'made')
            .catch((error: unknown) => (error instanceof AlreadyExists ? 'there' : Promise.reject(error))),
        );
        expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1);
        expect((await store.get('stocks', id))?.left).toBe(outcomes.indexOf('made'));
      });

      test('a change by others in between is seen by running again', async () => {
        const id = newId();
        await store.insert('balances', balance(id, 0));
        let runs = 0;
        await store.transact(async (transaction) => {
          runs += 1;
          const document = await transaction.get('balances', id);
          if (runs === 1) await store.replace('balances', { ...document!, balance: 10 });
          await transaction.replace('balances', { ...document!, balance: document!.balance + 1 });
        });
        expect(runs).toBe(2);
        expect(await store.get('balances', id)).toMatchObject({ balance: 11, rev: 2 });
      });

      test('what was read before it began is not written over what others wrote since', async () => {
        const id = newId();
        await store.insert('balances', balance(id, 0));
        const before = await store.get('balances', id);
        await store.replace('balances', { ...before!, balance: 10 });
        let runs = 0;
        await store.transact(async (transaction) => {
          runs += 1;
          if (runs === 1) await transaction.replace('balances', { ...before!, balance: 1 });
        });
        expect(runs).toBe(2);
        expect(await store.get('balances', id)).toMatchObject({ balance: 10, rev: 1 });
      });

      test('20 increments at once all count', async () => {
        const id = newId();
        await store.insert('balances', balance(id, 0));
        await together(20, () =>
          store.transact(async (transaction) => {
            const document = await transaction.get('balances', id);
            await transaction.replace('balances', { ...document!, balance: document!.balance + 1 });
          }),
        );
        expect(await store.get('balances', id)).toMatchObject({ balance: 20, rev: 20 });
      }, 60_000);

      test('the sum over two accounts never changes', async () => {
        const [a, b] = [newId(), newId()];
        await store.insert('balances', balance(a, 50));
        await store.insert('balances', balance(b, 50));
        const move = (from: string, to: string, amount: number) =>
          store.transact(async (transaction) => {
            const giver = await transaction.get('balances', from);
            const taker = await transaction.get('balances', to);
            await transaction.replace('balances', { ...giver!, balance: giver!.balance - amount });
            await transaction.replace('balances', { ...taker!, balance: taker!.balance + amount });
          });
        await together(10, (index) => (index % 2 ? move(a, b, index) : move(b, a, index)));
        const [first, second] = await store.getMany('balances', [a, b]);
        expect(first!.balance + second!.balance).toBe(100);
        expect(first!.balance).toBe(50 - 25 + 20);
      }, 60_000);
    });
  });
}
