import { type DataFrame } from '@grafana/data';
import { getBackendSrv, getDataSourceSrv, toDataQueryResponse } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

export interface PromQuery {
  /** Also the role under which the answer is read, such as `forecast`. */
  refId: string;
  expr: string;
}

export interface Span {
  fromMs: number;
  toMs: number;
}

/** Runs PromQL through Grafana: as ranges over a span, or as an instant at its end. */
export async function promQuery(
  uid: string,
  queries: PromQuery[],
  { fromMs, toMs }: Span,
  instant: boolean
): Promise<DataFrame[]> {
  const datasource = { type: 'prometheus', uid };
  const response = await lastValueFrom(
    getBackendSrv().fetch({
      url: '/api/ds/query',
      method: 'POST',
      showErrorAlert: false,
      data: {
        from: String(fromMs),
        to: String(toMs),
        queries: queries.map((query) => ({
          ...query,
          datasource,
          instant,
          range: !instant,
          format: 'time_series',
          intervalMs: 60_000,
          maxDataPoints: 400,
        })),
      },
    })
  );
  const { data, errors } = toDataQueryResponse(
    response as Parameters<typeof toDataQueryResponse>[0]
  );
  if (errors?.length) {
    throw new Error(errors.map((error) => error.message).join('; '));
  }
  return data as DataFrame[];
}

/** The chosen Prometheus, else the default one, else the first. */
export function prometheusUid(chosen?: string): string | undefined {
  const all = getDataSourceSrv().getList({ type: 'prometheus' });
  return chosen || (all.find((one) => one.isDefault) ?? all[0])?.uid;
}
