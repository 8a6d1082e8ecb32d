import { callResource } from './resources';

export interface ModelCard {
  name: string;
  version: string;
  kind: string;
  mode: string;
  sha256: string;
  trainedAt?: string;
}

type Json = Record<string, unknown>;

/** The loaded models. Cards differ in what they tell; what is missing stays empty. */
export async function models(): Promise<ModelCard[]> {
  const answer = await callResource<{ models?: Json[] } | Json[]>('/models');
  const list = Array.isArray(answer) ? answer : (answer.models ?? []);
  return list.map((json) => {
    const text = (key: string) => String(json[key] ?? '');
    const trainedAt = text('trainedAt') || text('trained_at') || undefined;
    const [name, version, kind, mode, sha256] = ['name', 'version', 'kind', 'mode', 'sha256'].map(
      text
    );
    return { name, version, kind, mode, sha256, trainedAt };
  });
}
