import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { useParams } from 'react-router';
import { history } from '../../api/actions';
import { prometheusUid } from '../../api/prometheus';
import { ApprovalsContext } from '../../components/approvalsContext';
import { Await } from '../../components/Await';
import { EntityCard } from '../../components/card/EntityCard';
import { Section } from '../../components/Section';
import { Table } from '../../components/Table';
import { pathOf } from '../../domain/entity';
import { contributionQuery, exploreUrl, probabilityQuery } from '../../domain/explore';
import { levelsOf } from '../../domain/level';
import { type Risk } from '../../domain/risk';
import { readRisks } from '../../domain/riskModel';
import { percent } from '../../domain/words';
import { useApprovals } from '../../hooks/useApprovals';
import { useDetails } from '../../hooks/useDetails';
import { useNow } from '../../hooks/useNow';
import { useLoaded } from '../../hooks/useLoaded';
import { useSettings } from '../settings';
import { type Predictions, usePredictions } from '../usePredictions';
import { HISTORY_COLUMNS } from './historyColumns';

/** One entity: its card, every horizon, and what was done about it. */
export function EntityPage() {
  const { kind = '', '*': path = '' } = useParams();
  const predictions = usePredictions();
  return (
    <Await of={predictions} what="prediction">
      {(value) => {
        const risk = value.risks.find(({ entity }) => {
          return entity.kind === kind && decodeURIComponent(pathOf(entity)) === path;
        });
        return risk ? (
          <Entity risk={risk} all={value} />
        ) : (
          <p>No prediction speaks of {path} now.</p>
        );
      }}
    </Await>
  );
}

function Entity({ risk, all }: { risk: Risk; all: Predictions }) {
  const styles = useStyles2(getStyles);
  const uid = prometheusUid(useSettings().prometheusUid);
  const details = useDetails(risk, { frames: all.frames, prometheusUid: uid, backend: true });
  const exploreHref = (feature: string) => exploreUrl(uid!, contributionQuery(risk, feature));
  return (
    <ApprovalsContext.Provider value={useApprovals(true)}>
      <div className={styles.columns}>
        <EntityCard
          {...details}
          risk={risk}
          levels={levelsOf(useTheme2())}
          width={520}
          links={[]}
          exploreHref={uid ? exploreHref : undefined}
        />
        <div className={styles.rest}>
          {uid && (
            <LinkButton
              icon="compass"
              variant="secondary"
              href={exploreUrl(uid, probabilityQuery(risk))}
            >
              Explore its probability
            </LinkButton>
          )}
          <Horizons risk={risk} all={all} />
          <Past risk={risk} />
        </div>
      </div>
    </ApprovalsContext.Provider>
  );
}

function Horizons({ risk, all }: { risk: Risk; all: Predictions }) {
  const nowMs = useNow(60_000);
  const rows = all.horizons.flatMap((horizon) => {
    const found = readRisks(all.frames, { horizon, nowMs }).risks.find(
      ({ key }) => key === risk.key
    );
    return found ? [found] : [];
  });
  return (
    <Section title="By horizon">
      <Table
        rows={rows}
        keyOf={({ horizon }) => horizon}
        empty="No horizon is scored."
        columns={[
          { title: 'Within', cell: ({ horizon }) => horizon },
          { title: 'Probability', cell: ({ probability }) => percent(probability) },
          { title: 'Lower', cell: ({ lower }) => (lower === undefined ? '–' : percent(lower)) },
          { title: 'Upper', cell: ({ upper }) => (upper === undefined ? '–' : percent(upper)) },
        ]}
      />
    </Section>
  );
}

function Past({ risk }: { risk: Risk }) {
  const past = useLoaded(history);
  const name = risk.entity.name;
  return (
    <Section title="What was done">
      <Await of={past} what="history">
        {(records) => (
          <Table
            rows={records.filter((record) => record.target.endsWith(name))}
            keyOf={(record, index) => `${record.id}/${index}`}
            columns={HISTORY_COLUMNS}
            empty="Nothing so far."
          />
        )}
      </Await>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(4),
  }),
  rest: css({
    flex: 1,
    minWidth: 320,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(3),
    alignItems: 'stretch',
    '& > a': { alignSelf: 'flex-start' },
  }),
});
