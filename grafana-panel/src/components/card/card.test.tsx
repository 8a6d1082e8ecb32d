import { config, type BackendSrv, setBackendSrv } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { of } from 'rxjs';
import { type Approval } from '../../api/actions';
import { framesOf } from '../../api/predictions';
import { byLeadTime, STATES } from '../../domain/risk';
import { readRisks } from '../../domain/riskModel';
import { NOW_MS, nodeWorld } from '../../testing/world';
import { ApprovalsContext } from '../approvalsContext';
import { CardActions } from './CardActions';
import { Contributions } from './Contributions';
import { StateChip } from './StateChip';

const risks = readRisks(framesOf(nodeWorld(30)), { horizon: '', nowMs: NOW_MS }).risks.sort(
  byLeadTime
);
const [risk] = risks;
const approval: Approval = {
  ...{
    id: 'p1',
    action: 'cordon_node',
    reason: 'memory',
    playbook: 'nodes',
    plan: 'h1',
    preview: '+ cordon',
  },
  labels: risk.entity.identity,
  gates: [{ gate: 'scope', verdict: 'allowed', reason: 'listed' }],
};
const calls: { url: string; data?: unknown }[] = [];

beforeEach(() => {
  calls.length = 0;
  const fetch = (call: { url: string }) => {
    calls.push(call);
    return of({ data: {} });
  };
  const post = async (url: string, data: unknown) => void calls.push({ url, data });
  setBackendSrv({ fetch, post } as unknown as BackendSrv);
});

function showActions(role: 'Viewer' | 'Editor', reload = () => undefined) {
  config.bootData.user.orgRole = role as never;
  render(
    <ApprovalsContext.Provider value={{ waiting: [approval], reload }}>
      <CardActions risk={risk} />
    </ApprovalsContext.Provider>
  );
}

it('shows a viewer what waits, and nothing to press', () => {
  showActions('Viewer');
  expect(screen.getByText('cordon node')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Silence' })).not.toBeInTheDocument();
});

it('lets an editor approve, once there is a reason', async () => {
  const reload = jest.fn();
  showActions('Editor', reload);
  const approve = screen.getByRole('button', { name: 'Approve' });
  expect(approve).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Reason for the decision'), 'looks right');
  await userEvent.click(approve);
  expect(await screen.findByText('Approved')).toBeInTheDocument();
  expect(calls[0].data).toEqual({
    id: 'p1',
    plan: 'h1',
    decision: 'approve',
    reason: 'looks right',
  });
  expect(reload).toHaveBeenCalled();
});

it('opens gates and dry run on demand', async () => {
  showActions('Viewer');
  expect(screen.queryByText('+ cordon')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /1 of 1 gates passed/ }));
  expect(screen.getByText('+ cordon')).toBeInTheDocument();
  expect(screen.getByText('allowed: listed')).toBeInTheDocument();
});

it('keeps a thumb as a tagged annotation', async () => {
  showActions('Editor');
  await userEvent.click(screen.getByRole('button', { name: 'Noise' }));
  expect(await screen.findByText('Thank you')).toBeInTheDocument();
  expect(calls[0]).toMatchObject({
    url: '/api/annotations',
    data: { tags: expect.arrayContaining(['feedback:noise', `node:${risk.entity.name}`]) },
  });
});

it('says of each contribution which way it deviates', () => {
  render(
    <Contributions contributions={risk.contributions} exploreHref={(name) => `/explore?${name}`} />
  );
  const items = screen.getAllByRole('listitem');
  expect(items).toHaveLength(risk.contributions.length);
  items.slice(0, -1).forEach((item) => expect(item).toHaveTextContent(/too (high|low)/));
  expect(screen.getAllByRole('link')).toHaveLength(risk.contributions.length - 1);
});

it.each(STATES)('has words for the state %s', (state) => {
  const { container } = render(<StateChip state={state} />);
  expect(container).not.toBeEmptyDOMElement();
});
