import { framesOf } from '../../api/predictions';
import { nodeWorld } from '../../testing/world';
import { DEFAULTS, migrate } from './options';
import { suggest } from './suggest';
import { type PanelDataSummary } from '@grafana/data';

it('fills in what a saved panel leaves out', () => {
  expect(migrate(undefined)).toEqual(DEFAULTS);
  expect(migrate({ groupBy: 'zone' })).toEqual({ ...DEFAULTS, groupBy: 'zone' });
});

it('offers itself for failure probabilities only', () => {
  const summary = (rawFrames: PanelDataSummary['rawFrames']) =>
    suggest({ rawFrames } as PanelDataSummary);
  expect(summary(framesOf(nodeWorld(3)))).toHaveLength(1);
  expect(summary([])).toBeUndefined();
});
