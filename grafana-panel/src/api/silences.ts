import { type Labels } from '@grafana/data';
import { getBackendSrv, getDataSourceSrv } from '@grafana/runtime';

/** Where silences go: the Alertmanager that is configured as a data source, if any. */
export function alertmanagers(): { uid: string; name: string }[] {
  return getDataSourceSrv()
    .getList({ type: 'alertmanager' })
    .map(({ uid, name }) => ({ uid, name }));
}

/** Silences every alert that carries these labels, through Grafana's own access checks. */
export async function silence(uid: string, labels: Labels, hours: number, comment: string) {
  const start = Date.now();
  await getBackendSrv().post(`/api/alertmanager/${encodeURIComponent(uid)}/api/v2/silences`, {
    matchers: Object.entries(labels).map(([name, value]) => {
      return { name, value, isRegex: false, isEqual: true };
    }),
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + hours * 3_600_000).toISOString(),
    createdBy: 'AIONYX panel',
    comment,
  });
}
