import {
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  LiveChannelScope,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getGrafanaLiveSrv } from '@grafana/runtime';
import { from, merge, type Observable } from 'rxjs';
import { framesOf, type PredictionsJson } from '../api/predictions';
import { callResource, toResourceError } from '../api/resources';
import { APP_ID } from '../constants';
import { annotationsOf } from './annotations';
import { type PredictionQuery } from './query';

/** Only a prediction at least this likely is worth a mark on every graph, unless asked otherwise. */
const ANNOTATED = 0.5;

/** Serves what the app's back end knows; it needs no connection settings of its own. */
export class PredictionsDataSource extends DataSourceApi<PredictionQuery> {
  /** Presence of this field makes Grafana offer the data source for annotations. */
  override annotations = {};

  /** A live query follows the back end's channel; any other asks once. */
  override query(request: DataQueryRequest<PredictionQuery>): Observable<DataQueryResponse> {
    const [live, once] = partition(request.targets.filter((target) => !target.hide));
    const streams = live.map((target) => follow(target, request));
    return merge(
      ...streams,
      ...(once.length > 0 ? [from(this.ask({ ...request, targets: once }))] : [])
    );
  }

  private async ask(request: DataQueryRequest<PredictionQuery>): Promise<DataQueryResponse> {
    const answer = await callResource<PredictionsJson>('/predictions');
    const annotating = 'annotation' in request;
    const data = request.targets.flatMap((target) => {
      const part = select(answer, target, annotating ? ANNOTATED : 0);
      const frames = annotating ? [annotationsOf(part)] : framesOf(part);
      return frames.map((frame) => ({ ...frame, refId: target.refId }));
    });
    return { data };
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    try {
      const { predictions } = await callResource<PredictionsJson>('/predictions');
      return {
        status: 'success',
        message: `The predictor answers: ${predictions.length} predictions`,
      };
    } catch (error) {
      const { message } = toResourceError(error);
      return { status: 'error', message: `${message}. Check the configuration of the AIONYX app.` };
    }
  }

  override getDefaultQuery(): Partial<PredictionQuery> {
    return {};
  }
}

const partition = (targets: PredictionQuery[]) => [
  targets.filter((target) => target.live),
  targets.filter((target) => !target.live),
];

/** The channel `risk`: a frame for every new evaluation of the predictor. */
function follow(
  { refId, minProbability, entityKind }: PredictionQuery,
  { requestId }: DataQueryRequest<PredictionQuery>
): Observable<DataQueryResponse> {
  const data = { minProbability, entityKind };
  const addr = {
    scope: LiveChannelScope.Plugin,
    namespace: APP_ID,
    stream: APP_ID,
    path: 'risk',
    data,
  };
  return getGrafanaLiveSrv().getDataStream({ addr, key: `${requestId}/${refId}` });
}

function select(
  { evaluatedAt, predictions }: PredictionsJson,
  { minProbability, entityKind }: PredictionQuery,
  least: number
): PredictionsJson {
  const wanted = predictions.filter((p) => {
    return (
      p.probability >= (minProbability ?? least) && (!entityKind || p.entityKind === entityKind)
    );
  });
  return { evaluatedAt, predictions: wanted };
}
