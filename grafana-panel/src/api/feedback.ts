import { type Labels } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { type Risk } from '../domain/risk';

export type Thumb = 'useful' | 'noise';

export interface FeedbackCount {
  useful: number;
  noise: number;
}

interface AnnotationJson {
  tags?: string[];
}

/** A thumb is an annotation with tags: kept, shown and access-controlled by Grafana itself. */
export async function sendFeedback(risk: Risk, thumb: Thumb): Promise<void> {
  const { entity } = risk;
  await getBackendSrv().post('/api/annotations', {
    time: Date.now(),
    tags: [
      'aionyx',
      'feedback',
      `feedback:${thumb}`,
      `model:${risk.model}`,
      ...tagsOf(entity.identity),
    ],
    text: `${entity.kind} ${entity.name}: prediction at ${risk.probability.toFixed(2)} was ${thumb}`,
  });
}

const tagsOf = (labels: Labels) =>
  Object.entries(labels).map(([name, value]) => `${name}:${value}`);

export async function countFeedback(): Promise<FeedbackCount> {
  const count = async (thumb: Thumb) => {
    const found = await getBackendSrv().get<AnnotationJson[]>('/api/annotations', {
      tags: ['feedback', `feedback:${thumb}`],
      limit: 1000,
    });
    return found.length;
  };
  const [useful, noise] = await Promise.all([count('useful'), count('noise')]);
  return { useful, noise };
}
