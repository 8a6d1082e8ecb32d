import { type DataFrame, type Labels } from '@grafana/data';
import { readSamples } from './samples';

export interface Value {
  labels: Labels;
  value: number;
}

/** The last values of each query, by its refId; a query without an answer has an empty list. */
export function readAnswers(frames: DataFrame[], refIds: string[]): Record<string, Value[]> {
  const answers: Record<string, Value[]> = Object.fromEntries(refIds.map((refId) => [refId, []]));
  for (const frame of frames) {
    const samples = [...readSamples([frame]).values()].flat();
    const values = samples.map(({ labels, points }) => ({ labels, value: points.at(-1)!.value }));
    answers[frame.refId ?? '']?.push(...values);
  }
  return answers;
}
