import { callResource } from './resources';

export interface ModelCard {
  name: string;
  version: string;
  kind: string;
  entityKind: string;
  horizon: string;
  failureMode: string;
  threshold?: number;
  sha256: string;
}

type Json = Record<string, unknown>;

/** The loaded models. Cards differ in what they tell; what is missing stays empty. */
export async function models(): Promise<ModelCard[]> {
  const answer = await callResource<{ models?: Json[] } | Json[]>('/models');
  const list = Array.isArray(answer) ? answer : (answer.models ?? []);
  return list.map(cardOf);
}

function cardOf(json: Json): ModelCard {
  const text = (key: string) => String(json[key] ?? '');
  return {
    name: text('name'),
    version: text('version'),
    kind: text('kind'),
    entityKind: text('entityKind'),
    horizon: text('horizon'),
    failureMode: text('failureMode'),
    threshold: typeof json.threshold === 'number' ? json.threshold : undefined,
    sha256: text('sha256'),
  };
}
