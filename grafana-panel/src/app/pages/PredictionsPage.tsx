import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { FilterInput, TextLink, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useState } from 'react';
import { Await } from '../../components/Await';
import { StateChip } from '../../components/card/StateChip';
import { Choice } from '../../components/Choice';
import { LevelMark } from '../../components/LevelMark';
import { type Col, Table } from '../../components/Table';
import { type Level, levelOf, levelsOf } from '../../domain/level';
import { dueAtMs, type Risk } from '../../domain/risk';
import { duration, feature, percent } from '../../domain/words';
import { entityHref } from '../routes';
import { usePredictions } from '../usePredictions';

/** The inbox: what is predicted, most urgent first. */
export function PredictionsPage() {
  const styles = useStyles2(getStyles);
  const predictions = usePredictions();
  const [text, setText] = useState('');
  const [kind, setKind] = useState('');
  const levels = levelsOf(useTheme2());
  return (
    <Await of={predictions} what="predictions">
      {({ risks }) => (
        <>
          <div className={styles.filters}>
            <FilterInput
              escapeRegex={false}
              placeholder="Name, namespace or reason"
              value={text}
              onChange={setText}
            />
            <Choice label="Kind" options={kindsOf(risks)} value={kind} onChange={setKind} />
          </div>
          <Table
            rows={risks.filter((risk) => matches(risk, text, kind))}
            columns={columnsOf(levels)}
            keyOf={(risk) => risk.key}
            empty="Nothing matches. A quiet inbox is a good sign."
          />
        </>
      )}
    </Await>
  );
}

function kindsOf(risks: Risk[]) {
  const kinds = [...new Set(risks.map((risk) => risk.entity.kind))].sort();
  return [{ value: '', label: 'All kinds' }, ...kinds.map((value) => ({ value, label: value }))];
}

export function matches({ entity, contributions }: Risk, text: string, kind: string): boolean {
  const words = [
    entity.name,
    entity.namespace,
    ...contributions.map((one) => feature(one.feature)),
  ];
  const found = words.some((word) => word.toLowerCase().includes(text.toLowerCase()));
  return found && (kind === '' || entity.kind === kind);
}

function columnsOf(levels: Level[]): Col<Risk>[] {
  return [
    { title: 'Entity', cell: EntityLink, sortBy: (risk) => risk.entity.name },
    { title: 'Kind', cell: (risk) => risk.entity.kind, sortBy: (risk) => risk.entity.kind },
    {
      title: 'Risk',
      cell: (risk) => <LevelCell level={levelOf(levels, risk.probability)} />,
      sortBy: (risk) => risk.probability,
    },
    { title: 'Probability', cell: probabilityWords, sortBy: (risk) => risk.probability },
    {
      title: 'Lead time',
      cell: (risk) => (risk.eta ? `~${duration(risk.eta.p50)}` : '–'),
      sortBy: (risk) => dueAtMs(risk) ?? Infinity,
    },
    { title: 'First reason', cell: reason },
    { title: 'State', cell: (risk) => risk.state && <StateChip state={risk.state} /> },
  ];
}

function EntityLink({ entity }: Risk) {
  return (
    <TextLink href={entityHref(entity)} inline={false}>
      {entity.namespace ? `${entity.namespace} / ${entity.name}` : entity.name}
    </TextLink>
  );
}

function LevelCell({ level }: { level: Level }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.level}>
      <LevelMark level={level} /> {level.name}
    </span>
  );
}

function probabilityWords({ probability, lower, upper }: Risk): string {
  const interval =
    lower === undefined || upper === undefined ? '' : ` (${percent(lower)} – ${percent(upper)})`;
  return percent(probability) + interval;
}

function reason({ contributions }: Risk): string {
  const first = contributions[0];
  return first ? `${feature(first.feature)}, ${percent(first.share)}` : '–';
}

const getStyles = (theme: GrafanaTheme2) => ({
  filters: css({
    display: 'flex',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
    maxWidth: 640,
  }),
  level: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) }),
});
