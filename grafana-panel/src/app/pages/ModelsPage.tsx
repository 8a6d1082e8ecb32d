import { Badge } from '@grafana/ui';
import React from 'react';
import { type ModelCard, models } from '../../api/models';
import { prometheusUid } from '../../api/prometheus';
import { Await } from '../../components/Await';
import { Section } from '../../components/Section';
import { type Col, Table } from '../../components/Table';
import { type Value } from '../../domain/answers';
import { feature } from '../../domain/words';
import { useLoaded } from '../../hooks/useLoaded';
import { useSeries } from '../../hooks/useSeries';
import { useSettings } from '../settings';

const QUERIES = {
  drift: 'topk(20, aionyx_model_drift_score)',
  state: 'aionyx_promotion_state == 1',
  remaining: 'aionyx_promotion_evidence_remaining',
};

/** A population stability index above this is a change that wants a look. */
const DRIFTED = 0.25;

/** Which models serve, whether their input still looks like their training, and what they may do. */
export function ModelsPage() {
  const cards = useLoaded(models);
  const series = useSeries(prometheusUid(useSettings().prometheusUid), QUERIES);
  return (
    <>
      <Section title="Serving">
        <Await of={cards} what="models">
          {(rows) => (
            <Table
              rows={rows}
              columns={MODEL_COLUMNS}
              keyOf={({ name }) => name}
              empty="No model is loaded."
            />
          )}
        </Await>
      </Section>
      <Await of={series} what="model figures">
        {({ drift, state, remaining }) => (
          <>
            <Section title="Drift of features">
              <Table
                rows={drift}
                columns={DRIFT_COLUMNS}
                keyOf={({ labels }) => `${labels.model}/${labels.feature}`}
                empty="No drift has been measured."
              />
            </Section>
            <Section title="Promotion">
              <Table
                rows={state}
                columns={promotionColumns(remaining)}
                keyOf={({ labels }) => `${labels.failure_mode}/${labels.action}`}
                empty="No action has a promotion state."
              />
            </Section>
          </>
        )}
      </Await>
    </>
  );
}

const MODEL_COLUMNS: Col<ModelCard>[] = [
  { title: 'Model', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { title: 'Version', cell: ({ version }) => version },
  { title: 'Kind', cell: ({ kind }) => kind },
  { title: 'Of', cell: ({ entityKind }) => entityKind, sortBy: ({ entityKind }) => entityKind },
  { title: 'Failure mode', cell: ({ failureMode }) => failureMode.replaceAll('_', ' ') },
  { title: 'Horizon', cell: ({ horizon }) => horizon },
  { title: 'Warns from', cell: ({ threshold }) => threshold?.toFixed(2) ?? '–' },
  { title: 'SHA-256', cell: ({ sha256 }) => <code>{sha256.slice(0, 12)}</code> },
];

const DRIFT_COLUMNS: Col<Value>[] = [
  { title: 'Model', cell: ({ labels }) => labels.model, sortBy: ({ labels }) => labels.model },
  { title: 'Feature', cell: ({ labels }) => feature(labels.feature) },
  { title: 'Stability index', cell: ({ value }) => value.toFixed(3), sortBy: ({ value }) => value },
  {
    title: 'Verdict',
    cell: ({ value }) =>
      value > DRIFTED && <Badge text="drifted" color="orange" icon="exclamation-triangle" />,
  },
];

function promotionColumns(remaining: Value[]): Col<Value>[] {
  const left = ({ labels }: Value) =>
    remaining.find((one) => {
      return one.labels.failure_mode === labels.failure_mode && one.labels.action === labels.action;
    })?.value;
  return [
    { title: 'Failure mode', cell: ({ labels }) => labels.failure_mode.replaceAll('_', ' ') },
    { title: 'Action', cell: ({ labels }) => labels.action.replaceAll('_', ' ') },
    { title: 'State', cell: ({ labels }) => <Badge text={labels.state} color="blue" /> },
    { title: 'Resolved predictions still needed', cell: (row) => left(row) ?? '–' },
  ];
}
