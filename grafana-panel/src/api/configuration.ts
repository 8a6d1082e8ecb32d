import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { APP_ID } from '../constants';
import { promQuery } from './prometheus';
import { callResource, type ResourceError, toResourceError } from './resources';

/** Kept encrypted by Grafana; only the app's back end reads them. */
export interface Tokens {
  predictorToken?: string;
  bridgeToken?: string;
}

interface Meta {
  enabled?: boolean;
  pinned?: boolean;
}

export async function saveSettings(
  { enabled, pinned }: Meta,
  jsonData: object,
  secureJsonData: Tokens
) {
  const data = { enabled, pinned, jsonData, secureJsonData };
  await lastValueFrom(
    getBackendSrv().fetch({ url: `/api/plugins/${APP_ID}/settings`, method: 'POST', data })
  );
}

/** One line of the test's answer. */
export interface Finding {
  what: string;
  ok: boolean;
  words: string;
}

interface TestJson {
  checks?: { name: string; ok: boolean; message: string }[];
}

/** Has the back end ask predictor and bridge with what is saved. */
export async function testBackend(): Promise<Finding[]> {
  try {
    const { checks } = await callResource<TestJson>('/test', 'POST');
    return (checks ?? []).map(({ name, ok, message }) => ({
      what: titled(name),
      ok,
      words: message,
    }));
  } catch (error) {
    return [{ what: 'Back end', ok: false, words: explain(toResourceError(error)) }];
  }
}

const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function explain({ status, message }: ResourceError): string {
  const hints: Record<number, string> = {
    404: 'the app is not enabled, or its back end is not installed for this system',
    503: 'the back end does not run; its reason is in the log of Grafana',
  };
  return [message, hints[status]].filter(Boolean).join(': ');
}

/** Asks Prometheus whether scores arrive there, and how old they are. */
export async function testPrometheus(uid: string | undefined): Promise<Finding> {
  const what = 'Scores in Prometheus';
  if (!uid) {
    return { what, ok: false, words: 'there is no Prometheus data source' };
  }
  try {
    const nowMs = Date.now();
    const query = { refId: 'probability', expr: 'count(aionyx_failure_probability)' };
    const frames = await promQuery(uid, [query], { fromMs: nowMs - 300_000, toMs: nowMs }, true);
    const count = frames[0]?.fields.at(-1)?.values.at(-1) as number | undefined;
    return count
      ? { what, ok: true, words: `${count} series of aionyx_failure_probability` }
      : {
          what,
          ok: false,
          words: 'no aionyx_failure_probability: does the predictor write to this Prometheus?',
        };
  } catch (error) {
    return { what, ok: false, words: toResourceError(error).message };
  }
}
