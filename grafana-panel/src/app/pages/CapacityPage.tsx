import { type Labels } from '@grafana/data';
import React from 'react';
import { prometheusUid } from '../../api/prometheus';
import { Await } from '../../components/Await';
import { Section } from '../../components/Section';
import { type Col, Table } from '../../components/Table';
import { Tiles } from '../../components/Tiles';
import { type Value } from '../../domain/answers';
import { joinBy, type Joined } from '../../domain/join';
import { duration, percent, quantity } from '../../domain/words';
import { type Answers, useSeries } from '../../hooks/useSeries';
import { useSettings } from '../settings';

const QUERIES = {
  exhaustion: 'sort(aionyx_capacity_exhaustion_timestamp_seconds{percentile="50"} - time())',
  headroom: 'sort(aionyx_capacity_headroom_ratio{horizon="24h"})',
  waste: 'topk(20, aionyx_waste_dollars_per_hour)',
  wasteTotal: 'sum(aionyx_waste_dollars_per_hour)',
  saved: 'sum(increase(aionyx_savings_realized_dollars_total[30d]))',
  cost: 'sum(aionyx_cost_forecast_dollars{horizon="24h",percentile="50"})',
  cpu: 'aionyx_recommended_cpu_cores{bound="request"}',
  memory: 'aionyx_recommended_memory_bytes{bound="request"}',
};

/** What runs out when, and what is paid for and not used. */
export function CapacityPage() {
  const series = useSeries(prometheusUid(useSettings().prometheusUid), QUERIES);
  return (
    <Await of={series} what="capacity figures">
      {(answers) => (
        <>
          <Tiles tiles={tilesOf(answers)} />
          <Section title="Runs out">
            <Table
              rows={answers.exhaustion}
              columns={EXHAUSTION}
              keyOf={keyOf}
              empty="Nothing is forecast to run out."
            />
          </Section>
          <Section title="Requested and unused">
            <Table rows={answers.waste} columns={WASTE} keyOf={keyOf} empty="No waste is known." />
          </Section>
          <Section title="Better requests">
            <Table
              rows={joinBy(['namespace', 'workload', 'container'], {
                cpu: answers.cpu,
                memory: answers.memory,
              })}
              columns={REQUESTS}
              keyOf={keyOf}
              empty="No recommendation yet."
            />
          </Section>
        </>
      )}
    </Await>
  );
}

const dollars = (value: number | undefined) =>
  value === undefined ? '–' : `$ ${value.toFixed(2)}`;

function tilesOf({ exhaustion, headroom, wasteTotal, saved, cost }: Answers) {
  const [next, tightest] = [exhaustion[0], headroom[0]];
  return [
    {
      title: 'Runs out next',
      value: next ? `in ${duration(next.value)}` : 'nothing',
      note: next && whose(next.labels),
    },
    {
      title: 'Least headroom in 24 h',
      value: tightest ? percent(tightest.value) : '–',
      note: tightest && `${tightest.labels.resource}, ${whose(tightest.labels)}`,
    },
    { title: 'Waste', value: dollars(wasteTotal[0]?.value), note: 'an hour' },
    { title: 'Saved', value: dollars(saved[0]?.value), note: 'in 30 days, verified' },
    { title: 'Cost forecast', value: dollars(cost[0]?.value), note: 'next 24 h' },
  ];
}

const NAMES = ['persistentvolumeclaim', 'pod', 'workload', 'container', 'node'];

/** The most telling names among the labels, outermost first. */
function whose(labels: Labels): string {
  const name = NAMES.map((one) => labels[one]).find(Boolean);
  return [labels.namespace, name].filter(Boolean).join(' / ') || labels.cluster;
}

const keyOf = (row: Value | Joined, index: number) => `${JSON.stringify(row.labels)}${index}`;

const EXHAUSTION: Col<Value>[] = [
  { title: 'What', cell: ({ labels }) => whose(labels), sortBy: ({ labels }) => whose(labels) },
  { title: 'Resource', cell: ({ labels }) => labels.resource?.replaceAll('_', ' ') },
  {
    title: 'In',
    cell: ({ value }) => (value > 0 ? duration(value) : 'now'),
    sortBy: ({ value }) => value,
  },
];

const WASTE: Col<Value>[] = [
  { title: 'Workload', cell: ({ labels }) => whose(labels), sortBy: ({ labels }) => whose(labels) },
  { title: 'Resource', cell: ({ labels }) => labels.resource },
  { title: 'An hour', cell: ({ value }) => dollars(value), sortBy: ({ value }) => value },
];

const REQUESTS: Col<Joined>[] = [
  { title: 'Workload', cell: ({ labels }) => `${labels.namespace} / ${labels.workload}` },
  { title: 'Container', cell: ({ labels }) => labels.container },
  { title: 'CPU request', cell: ({ values }) => values.cpu?.toFixed(2) ?? '–' },
  {
    title: 'Memory request',
    cell: ({ values }) => (values.memory === undefined ? '–' : quantity(values.memory, 'bytes')),
  },
];
