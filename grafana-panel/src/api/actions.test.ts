import { type BackendSrv, setBackendSrv } from '@grafana/runtime';
import { of } from 'rxjs';
import { entityOf } from '../domain/entity';
import { approvalFor, approvals, decide, history } from './actions';

interface Call {
  url: string;
  method: string;
  data?: unknown;
}

const calls: Call[] = [];

function answer(data: unknown) {
  calls.length = 0;
  const fetch = (call: Call) => {
    calls.push(call);
    return of({ data });
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
}

const PLAN = {
  ...{ id: 'p1', plan: 'h1', action: 'cordon_node', cluster: 'eu', entity_kind: 'node' },
  ...{ entity: { node: 'n1' }, parameters: { taint: 'x' }, next_at: '2026-11-20T14:11:00Z' },
};

it.each([
  ['bare list', [PLAN]],
  ['named list', { approvals: [PLAN] }],
  ['wrapped list', { status: 'success', data: [PLAN] }],
  ['wrapped and named list', { status: 'success', data: { approvals: [PLAN] } }],
])('reads approvals from a %s', async (_, json) => {
  answer(json);
  expect(await approvals()).toMatchObject([
    {
      id: 'p1',
      plan: 'h1',
      action: 'cordon_node',
      labels: { cluster: 'eu', node: 'n1' },
      gates: [],
    },
  ]);
});

it('reads nothing from an empty answer', async () => {
  answer({ status: 'success', data: null });
  expect(await approvals()).toEqual([]);
  expect(await history()).toEqual([]);
});

it('finds the approval of an entity, and not that of another', async () => {
  answer([PLAN]);
  const waiting = await approvals();
  expect(approvalFor(entityOf({ cluster: 'eu', node: 'n1' })!, waiting)?.id).toBe('p1');
  expect(approvalFor(entityOf({ cluster: 'eu', node: 'n2' })!, waiting)).toBeUndefined();
});

it('sends a decision with its reason, and never who decided', async () => {
  answer({});
  await decide({ id: 'p1', plan: 'h1' }, 'deny', 'a deploy is under way');
  expect(calls).toMatchObject([
    {
      method: 'POST',
      data: { id: 'p1', plan: 'h1', decision: 'deny', reason: 'a deploy is under way' },
    },
  ]);
});

it('reads the history with target, outcome and who decided', async () => {
  const past = {
    ...PLAN,
    phase: 'succeeded',
    decided_by: 'ada',
    updated_at: '2026-11-20T13:00:00Z',
  };
  answer({ status: 'success', data: [past] });
  expect(await history()).toMatchObject([{ target: 'n1', result: 'succeeded', who: 'ada' }]);
});
