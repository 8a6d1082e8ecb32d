import { type GrafanaTheme2 } from '@grafana/data';
import {
  type BackendSrv,
  config,
  type DataSourceSrv,
  setBackendSrv,
  setDataSourceSrv,
  type FetchError,
} from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import { answer } from './answers';

interface Call {
  url: string;
  method?: string;
  data?: unknown;
}

const SOURCES = [
  { uid: 'prom', name: 'Prometheus', type: 'prometheus', isDefault: true },
  { uid: 'am', name: 'Alertmanager', type: 'alertmanager', isDefault: false },
];

/** Puts Grafana's services in place; calls are recorded on the window, for the tests to read. */
export function lendServices(theme: GrafanaTheme2, ask: URLSearchParams) {
  const calls: Call[] = [];
  Object.assign(window, { __calls: calls });
  config.theme2 = theme;
  config.bootData.user.orgRole = (ask.get('role') ?? 'Editor') as never;
  config.bootData.user.login = 'ada';
  const failing = ask.get('backend') === 'down';
  const reply = (call: Call) => {
    calls.push(call);
    const data = failing && !call.url.startsWith('/api/ds') ? undefined : answer(call as never);
    return data ?? (call.method && call.method !== 'GET' && !failing ? {} : undefined);
  };
  const refuse: FetchError = {
    status: 503,
    statusText: 'Service Unavailable',
    data: { message: 'plugin unavailable' },
    config: { url: '' },
  };
  const srv = {
    fetch: (call: Call) => {
      const data = reply(call);
      return data === undefined ? throwError(() => refuse) : of({ data, status: 200, ok: true });
    },
    get: async (url: string, params: object) => reply({ url: url + JSON.stringify(params) }) ?? [],
    post: async (url: string, data: unknown) => reply({ url, method: 'POST', data }),
  };
  setBackendSrv(srv as unknown as BackendSrv);
  setDataSourceSrv({
    getList: ({ type }: { type: string }) => SOURCES.filter((source) => source.type === type),
    getInstanceSettings: (uid: string) => SOURCES.find((source) => source.uid === uid),
  } as unknown as DataSourceSrv);
}
