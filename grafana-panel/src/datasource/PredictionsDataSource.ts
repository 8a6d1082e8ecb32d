import {
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type TestDataSourceResponse,
} from '@grafana/data';
import { framesOf, type PredictionsJson } from '../api/predictions';
import { callResource, toResourceError } from '../api/resources';
import { annotationsOf } from './annotations';
import { type PredictionQuery } from './query';

/** Only a prediction at least this likely is worth a mark on every graph, unless asked otherwise. */
const ANNOTATED = 0.5;

/** Serves what the app's back end knows; it needs no connection settings of its own. */
export class PredictionsDataSource extends DataSourceApi<PredictionQuery> {
  /** Presence of this field makes Grafana offer the data source for annotations. */
  override annotations = {};

  override async query(request: DataQueryRequest<PredictionQuery>): Promise<DataQueryResponse> {
    const answer = await callResource<PredictionsJson>('/predictions');
    const asked = request.targets.filter((target) => !target.hide);
    const annotating = 'annotation' in request;
    const data = asked.flatMap((target) => {
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
