import React from 'react';
import { countFeedback } from '../../api/feedback';
import { prometheusUid } from '../../api/prometheus';
import { Await } from '../../components/Await';
import { type Outcome, OutcomeBar } from '../../components/OutcomeBar';
import { Section } from '../../components/Section';
import { type Col, Table } from '../../components/Table';
import { Tiles } from '../../components/Tiles';
import { joinBy } from '../../domain/join';
import { duration, percent } from '../../domain/words';
import { useLoaded } from '../../hooks/useLoaded';
import { type Answers, useSeries } from '../../hooks/useSeries';
import { useSettings } from '../settings';

const MODEL = 'window="30d",source="live"';

const QUERIES = {
  outcomes: 'sum by (outcome) (increase(aionyx_predictions_resolved_total[30d]))',
  lead: 'histogram_quantile(0.5, sum by (le) (increase(aionyx_prediction_lead_time_seconds_bucket[30d])))',
  precision: `aionyx_model_precision_ratio{${MODEL}}`,
  bound: `aionyx_model_precision_lower_bound_ratio{${MODEL}}`,
  recall: `aionyx_model_recall_ratio{${MODEL}}`,
  alarms: `aionyx_model_false_alarms_per_day{${MODEL}}`,
  brier: 'aionyx_model_brier_score{window="30d"}',
  calibration: 'aionyx_model_calibration_error_ratio{window="30d"}',
  leads:
    'histogram_quantile(0.5, sum by (le, model, failure_mode) (increase(aionyx_prediction_lead_time_seconds_bucket[30d])))',
};

/** How often it was right, on this cluster's own outcomes. */
export function TrackRecordPage() {
  const record = useSeries(prometheusUid(useSettings().prometheusUid), QUERIES);
  const feedback = useLoaded(countFeedback);
  return (
    <Await of={record} what="track record">
      {(answers) => (
        <>
          <Tiles tiles={tilesOf(answers, feedback.value)} />
          <Section title="Outcomes of 30 days">
            <OutcomeBar outcomes={outcomesOf(answers)} />
          </Section>
          <Section title="By model">
            <Table
              rows={joinBy(['model', 'failure_mode'], answers)}
              columns={COLUMNS}
              keyOf={({ labels }) => `${labels.model}/${labels.failure_mode}`}
              empty="No outcome has been measured yet: a model needs resolved predictions first."
            />
          </Section>
        </>
      )}
    </Await>
  );
}

type Row = ReturnType<typeof joinBy>[number];

const ratio = (value: number | undefined) => (value === undefined ? '–' : percent(value));
const digits = (value: number | undefined, places: number) => value?.toFixed(places) ?? '–';

const COLUMNS: Col<Row>[] = [
  { title: 'Model', cell: ({ labels }) => labels.model, sortBy: ({ labels }) => labels.model },
  { title: 'Failure mode', cell: ({ labels }) => labels.failure_mode?.replaceAll('_', ' ') },
  { title: 'Precision', cell: ({ values }) => ratio(values.precision) },
  {
    title: 'At least',
    cell: ({ values }) => ratio(values.bound),
    sortBy: ({ values }) => values.bound ?? 0,
  },
  {
    title: 'Recall',
    cell: ({ values }) => ratio(values.recall),
    sortBy: ({ values }) => values.recall ?? 0,
  },
  { title: 'False alarms a day', cell: ({ values }) => digits(values.alarms, 2) },
  { title: 'Median lead', cell: ({ values }) => (values.leads ? duration(values.leads) : '–') },
  { title: 'Brier', cell: ({ values }) => digits(values.brier, 3) },
  { title: 'Calibration error', cell: ({ values }) => ratio(values.calibration) },
];

function outcomesOf({ outcomes }: Answers): Outcome[] {
  return outcomes.map(({ labels, value }) => ({
    outcome: labels.outcome,
    count: Math.round(value),
  }));
}

function tilesOf(answers: Answers, feedback?: { useful: number; noise: number }) {
  const count = (outcome: string) =>
    outcomesOf(answers).find((o) => o.outcome === outcome)?.count ?? 0;
  const hits = count('true_positive') + count('averted');
  const [warned, failed] = [hits + count('false_positive'), hits + count('missed')];
  const lead = answers.lead[0]?.value;
  return [
    {
      title: 'Right when it warned',
      value: warned ? percent(hits / warned) : '–',
      note: `${hits} of ${warned}`,
    },
    {
      title: 'Failures warned of',
      value: failed ? percent(hits / failed) : '–',
      note: `${hits} of ${failed}`,
    },
    { title: 'Median lead time', value: lead ? duration(lead) : '–', note: 'warning to failure' },
    {
      title: 'Called useful',
      value: String(feedback?.useful ?? '–'),
      note: `${feedback?.noise ?? 0} called noise`,
    },
  ];
}
