import { LoadingState, type PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { Alert } from '@grafana/ui';
import React, { useMemo } from 'react';
import { RiskBoard } from '../../components/board/RiskBoard';
import { byLeadTime } from '../../domain/risk';
import { readRisks } from '../../domain/riskModel';
import { useNow } from '../../hooks/useNow';
import { type RiskOptions } from './options';

type Props = PanelProps<RiskOptions>;

/** Scores age without a new answer; the card should say so. */
const STALENESS_CHECK_MS = 30_000;

const NOTHING =
  'No risk found. Query aionyx_failure_probability, or choose the AIONYX data source.';

/** A query's answer as a risk board; an empty or failed answer says why. */
export function RiskPanel(props: Props) {
  const { data, options, fieldConfig, width, height, timeZone } = props;
  const model = useRisks(data, options);
  if (data.state === LoadingState.Error) {
    return (
      <Alert severity="error" title="The risk query failed">
        {errorWords(data)}
      </Alert>
    );
  }
  if (model.total === 0) {
    return (
      <PanelDataErrorView
        panelId={props.id}
        fieldConfig={fieldConfig}
        data={data}
        message={NOTHING}
      />
    );
  }
  return (
    <RiskBoard
      {...{ ...options, ...model, width, height, timeZone }}
      thresholds={fieldConfig.defaults.thresholds}
      frames={data.series}
      prometheusUid={prometheusOf(data)}
    />
  );
}

function useRisks({ series }: Props['data'], { horizon, minProbability }: RiskOptions) {
  const nowMs = useNow(STALENESS_CHECK_MS);
  return useMemo(() => {
    const model = readRisks(series, { horizon, nowMs });
    const likely = model.risks.filter((risk) => risk.probability >= minProbability);
    return { horizon: model.horizon, total: model.risks.length, risks: likely.sort(byLeadTime) };
  }, [series, horizon, minProbability, nowMs]);
}

function errorWords({ errors, error }: Props['data']): string {
  const messages = (errors ?? (error ? [error] : [])).map(({ message }) => message).filter(Boolean);
  return messages.length > 0 ? messages.join('; ') : 'The data source gave no reason.';
}

/** The Prometheus that answered the panel's own query knows the features and forecasts too. */
function prometheusOf({ request }: Props['data']): string | undefined {
  return request?.targets.find(({ datasource }) => datasource?.type === 'prometheus')?.datasource
    ?.uid;
}
