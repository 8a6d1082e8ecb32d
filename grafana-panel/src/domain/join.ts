import { type Labels } from '@grafana/data';
import { type Value } from './answers';

export interface Joined {
  labels: Labels;
  values: Record<string, number | undefined>;
}

/** Answers to several queries side by side, one row for each combination of the given labels. */
export function joinBy(names: string[], answers: Record<string, Value[]>): Joined[] {
  const rows = new Map<string, Joined>();
  for (const [query, values] of Object.entries(answers)) {
    for (const { labels, value } of values) {
      if (names.some((name) => !(name in labels))) {
        continue;
      }
      const key = JSON.stringify(names.map((name) => labels[name]));
      const row = rows.get(key) ?? { labels: pick(labels, names), values: {} };
      row.values[query] = value;
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

const pick = (labels: Labels, names: string[]): Labels =>
  Object.fromEntries(names.map((name) => [name, labels[name]]));
