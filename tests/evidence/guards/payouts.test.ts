import { MINUTE_MS } from '../../../src/contract/time';
import { MERCHANT, OWNER, type Instance, type Town } from '../../simulation/town';
import { ProviderSilent } from '../../simulation/provider';
import { LEADER, richTown } from '../scenarios';
import { comesToRest, meanwhile } from './meanwhile';

/** What keeps the same money from being paid out twice. */

const asking =
  (town: Town, amountFen = 1500) =>
  (instance?: Instance) => {
    const input = { commandId: town.commandId(), merchantId: MERCHANT, role: 'leader', amountFen } as const;
    return town.answer(LEADER, 'askWithdrawal', input, instance);
  };

test('one request at a time, and never more than there is', async () => {
  const town = await richTown();
  expect(await asking(town, 1601)()).toMatchObject({ ok: false, error: { code: 'notEnoughToWithdraw' } });
  expect(await asking(town)()).toMatchObject({ ok: true });
  expect(await asking(town, 100)()).toMatchObject({ ok: false, error: { code: 'withdrawalOpen' } });
  await comesToRest(town);
});

test('of two requests for the same money one is taken', async () => {
  const town = await richTown();
  await meanwhile(town, 'get balances', asking(town), async (instance) => {
    expect(await asking(town)(instance)).toMatchObject({ ok: false, error: { code: 'withdrawalOpen' } });
  });
  expect(town.data.dump().withdrawals).toHaveLength(1);
  await comesToRest(town);
});

test('a request is decided once: one that was paid is not approved again', async () => {
  const town = await richTown();
  const reply = await asking(town)();
  const withdrawalId = reply.ok ? reply.output.withdrawal.withdrawalId : '';
  const approve = () => {
    const input = {
      commandId: town.commandId(),
      merchantId: MERCHANT,
      withdrawalId,
      decision: { kind: 'approve' },
    } as const;
    return town.answer(OWNER, 'decideWithdrawal', input);
  };
  expect(await approve()).toMatchObject({ ok: true });
  town.provider.endTransfer(withdrawalId, 'paid');
  town.now += 2 * MINUTE_MS;
  await town.tick();
  expect(await approve()).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  expect(town.data.dump().withdrawals.map(({ state }) => state)).toEqual(['paid']);
  await comesToRest(town);
});

test('a transfer whose answer was lost is asked about, and not sent again', async () => {
  const town = await richTown();
  const reply = await asking(town)();
  const withdrawalId = reply.ok ? reply.output.withdrawal.withdrawalId : '';
  let sendings = 0;
  /** The provider, whose answers to sendings are lost. */
  const deaf = (): Instance => {
    const { ports, now } = town.instance();
    const payments = new Proxy(ports.payments, {
      get: (provider, name) => {
        if (name !== 'transfer') return Reflect.get(provider, name).bind(provider);
        return async (transfer: Parameters<typeof provider.transfer>[0]) => {
          sendings += 1;
          await provider.transfer(transfer);
          throw new ProviderSilent('transfer');
        };
      },
    });
    return { ports: { ...ports, payments }, now };
  };
  const decision = { kind: 'approve' } as const;
  const input = { commandId: town.commandId(), merchantId: MERCHANT, withdrawalId, decision };
  expect(await town.answer(OWNER, 'decideWithdrawal', input, deaf())).toMatchObject({ ok: true });
  for (let minute = 0; minute < 10; minute += 1) {
    town.now += MINUTE_MS;
    await town.tick(deaf());
  }
  expect([sendings, town.provider.transfers.size]).toEqual([1, 1]);
  expect(town.data.dump().withdrawals[0]?.state).toBe('waitingConfirm');
  await comesToRest(town);
});
