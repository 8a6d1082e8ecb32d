import { selectorOf } from './entity';
import { type Risk } from './risk';

/** What to look at in Explore to see one feature's part in a risk. */
export function contributionQuery(risk: Risk, feature: string): string {
  const horizon: Record<string, string> = risk.horizon ? { horizon: risk.horizon } : {};
  const labels = { ...risk.entity.identity, ...horizon, feature };
  return `aionyx_failure_contribution_ratio{${selectorOf(labels)}}`;
}

export function probabilityQuery(risk: Risk): string {
  return `aionyx_failure_probability{${selectorOf(risk.entity.identity)}}`;
}

export function forecastQuery(risk: Risk): string {
  return `aionyx_forecast{${selectorOf(risk.entity.identity)}}`;
}

/** A link into Explore, in the form Grafana has read since version 10. */
export function exploreUrl(
  datasourceUid: string,
  expr: string,
  from = 'now-6h',
  to = 'now'
): string {
  const datasource = { type: 'prometheus', uid: datasourceUid };
  const panes = {
    aionyx: {
      datasource: datasourceUid,
      queries: [{ refId: 'A', expr, datasource }],
      range: { from, to },
    },
  };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}
