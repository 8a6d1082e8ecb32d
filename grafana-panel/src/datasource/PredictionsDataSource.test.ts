import { type DataQueryRequest, type DataSourceInstanceSettings } from '@grafana/data';
import {
  type BackendSrv,
  type GrafanaLiveSrv,
  setBackendSrv,
  setGrafanaLiveSrv,
} from '@grafana/runtime';
import { lastValueFrom, of, throwError } from 'rxjs';
import { nodeWorld, NOW_MS } from '../testing/world';
import { annotationsOf } from './annotations';
import { PredictionsDataSource } from './PredictionsDataSource';
import { type PredictionQuery } from './query';

const world = nodeWorld(60);
const answering = (fetch: BackendSrv['fetch']) => setBackendSrv({ fetch } as BackendSrv);
const source = new PredictionsDataSource({
  id: 1,
  uid: 'u',
  name: 'n',
} as DataSourceInstanceSettings);
const ask = (asked: DataQueryRequest<PredictionQuery>) => lastValueFrom(source.query(asked));
const request = (query: Partial<PredictionQuery>, more = {}) =>
  ({ targets: [{ refId: 'A', ...query }], ...more }) as DataQueryRequest<PredictionQuery>;

beforeEach(() => {
  const data = { status: 'success', data: world };
  answering((() => of({ data })) as unknown as BackendSrv['fetch']);
});

it('answers with the frames of the series', async () => {
  const { data } = await ask(request({}));
  expect(data.map((frame) => frame.name)).toContain('aionyx_failure_probability');
  expect(data[0]).toMatchObject({ refId: 'A', length: 60 });
});

it('leaves out what is less likely or of another kind', async () => {
  const likely = world.predictions.filter((p) => p.probability >= 0.3).length;
  expect((await ask(request({ minProbability: 0.3 }))).data[0].length).toBe(likely);
  expect((await ask(request({ entityKind: 'pod' }))).data[0].length).toBe(0);
});

it('marks likely failures from the early to the late estimate', async () => {
  const { data } = await ask(request({}, { annotation: {} }));
  const [frame] = data;
  expect(frame.length).toBe(world.predictions.filter((p) => p.probability >= 0.5).length);
  const [from, to] = ['time', 'timeEnd'].map((name) =>
    frame.fields.find((f: { name: string }) => f.name === name)
  );
  expect(from.values[0]).toBeGreaterThan(NOW_MS);
  expect(to.values[0]).toBeGreaterThan(from.values[0]);
});

it('makes no mark of a prediction without a time', () => {
  const predictions = [{ ...world.predictions[0], etaSeconds: null }];
  expect(annotationsOf({ evaluatedAt: 0, predictions }).length).toBe(0);
});

it('follows the live channel of the app when asked to', async () => {
  const getDataStream = jest.fn(() => of({ data: [] }));
  setGrafanaLiveSrv({ getDataStream } as unknown as GrafanaLiveSrv);
  await ask(request({ live: true, minProbability: 0.2 }, { requestId: 'Q1' }));
  const addr = expect.objectContaining({ namespace: 'aionyx-failureprediction-app', path: 'risk' });
  expect(getDataStream).toHaveBeenCalledWith({ addr, key: 'Q1/A' });
});

it('names the reason when the back end is away', async () => {
  const refusal = {
    status: 503,
    statusText: '',
    data: { error: 'predictor: connection refused' },
    config: {},
  };
  answering((() => throwError(() => refusal)) as unknown as BackendSrv['fetch']);
  const { status, message } = await source.testDatasource();
  expect(status).toBe('error');
  expect(message).toContain('predictor: connection refused');
});
