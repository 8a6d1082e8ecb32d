import { type DataFrame, FieldType, type Labels } from '@grafana/data';

/** One series as Prometheus answers a range query. */
export function rangeFrame(
  metric: string,
  labels: Labels,
  points: [number, number | null][]
): DataFrame {
  return {
    refId: 'A',
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: points.map(([time]) => time) },
      {
        name: 'Value',
        type: FieldType.number,
        config: {},
        labels: metric ? { __name__: metric, ...labels } : labels,
        values: points.map(([, value]) => value),
      },
    ],
  };
}

/** The answer to an instant query in the table format. */
export function tableFrame(
  refId: string,
  rows: Labels[],
  values: number[],
  timeMs: number
): DataFrame {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    refId,
    length: rows.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: rows.map(() => timeMs) },
      ...names.map((name) => {
        return {
          name,
          type: FieldType.string,
          config: {},
          values: rows.map((row) => row[name] ?? ''),
        };
      }),
      { name: 'Value', type: FieldType.number, config: {}, values },
    ],
  };
}
