import { framesOf } from '../api/predictions';
import { nodeWorld, NOW_MS } from '../testing/world';
import { contributionQuery, exploreUrl } from './explore';
import { joinBy } from './join';
import { readRisks } from './riskModel';
import { stateOf } from './risk';

const [risk] = readRisks(framesOf(nodeWorld(3)), { horizon: '', nowMs: NOW_MS }).risks;

it('asks Explore for the share of one feature of one entity', () => {
  const query = contributionQuery(risk, 'io_wait_ewma_5m');
  expect(query).toBe(
    `aionyx_failure_contribution_ratio{cluster="prod-eu",node="${risk.entity.name}",horizon="2h",feature="io_wait_ewma_5m"}`
  );
});

it('makes a link which Explore can read back', () => {
  const url = new URL(exploreUrl('prom', 'up{job="a b"}'), 'http://localhost');
  const { aionyx } = JSON.parse(url.searchParams.get('panes')!);
  expect(aionyx.datasource).toBe('prom');
  expect(aionyx.queries[0].expr).toBe('up{job="a b"}');
});

it('joins answers by labels and keeps what is missing open', () => {
  const rows = joinBy(['model'], {
    precision: [{ labels: { model: 'a', window: '30d' }, value: 0.9 }],
    recall: [
      { labels: { model: 'a' }, value: 0.8 },
      { labels: { model: 'b' }, value: 0.7 },
      { labels: {}, value: 1 },
    ],
  });
  expect(rows).toEqual([
    { labels: { model: 'a' }, values: { precision: 0.9, recall: 0.8 } },
    { labels: { model: 'b' }, values: { recall: 0.7 } },
  ]);
});

it.each([
  ['true_positive', 'confirmed'],
  ['false_positive', 'false'],
  ['averted', 'averted'],
  [undefined, 'open'],
  ['something new', 'open'],
])('outcome %s shows as %s', (outcome, state) => expect(stateOf(outcome)).toBe(state));
