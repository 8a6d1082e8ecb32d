import { css } from '@emotion/css';
import { type GrafanaTheme2, LoadingState, type PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { Alert, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';
import { useApprovals } from '../../hooks/useApprovals';
import { ApprovalsContext } from '../../components/approvalsContext';
import { autoGroup, groupRisks } from '../../domain/grouping';
import { layOut } from '../../domain/layout';
import { levelsOf } from '../../domain/level';
import { byLeadTime, type Risk } from '../../domain/risk';
import { readRisks } from '../../domain/riskModel';
import { arrange } from './arrange';
import { describe } from './describe';
import { type RiskOptions } from './options';
import { RiskMap } from './RiskMap';
import { RiskTable } from './RiskTable';
import { SelectedCard } from './SelectedCard';
import { Summary, SUMMARY_HEIGHT } from './Summary';

type Props = PanelProps<RiskOptions>;

export function RiskPanel(props: Props) {
  const { data, options } = props;
  const nowMs = data.request?.endTime ?? Date.now();
  const model = useMemo(
    () => readRisks(data.series, { horizon: options.horizon, nowMs: Math.max(nowMs, Date.now()) }),
    [data.series, options.horizon, nowMs]
  );
  const risks = useMemo(
    () => model.risks.filter((risk) => risk.probability >= options.minProbability).sort(byLeadTime),
    [model, options.minProbability]
  );
  if (data.state === LoadingState.Error) {
    const words = data.errors?.map((error) => error.message).join('; ') ?? data.error?.message;
    return (
      <Alert severity="error" title="The risk query failed">
        {words ?? 'The data source gave no reason.'}
      </Alert>
    );
  }
  if (model.risks.length === 0) {
    return (
      <PanelDataErrorView
        panelId={props.id}
        fieldConfig={props.fieldConfig}
        data={data}
        message="No risk found. Query aionyx_failure_probability, or choose the AIONYX data source."
      />
    );
  }
  return <Risks {...props} risks={risks} horizon={model.horizon} />;
}

interface RisksProps extends Props {
  risks: Risk[];
  horizon: string;
}

function Risks(props: RisksProps) {
  const { risks, horizon, options, width, height, fieldConfig } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const approvals = useApprovals(options.backend);
  const [chosen, setChosen] = useState<string>();
  const wall = options.card === 'wall' ? risks[0] : undefined;
  const selected = options.card === 'off' ? undefined : (risks.find(({ key }) => key === chosen) ?? wall);
  const { map, card, direction } = arrange(width, height, selected !== undefined && wide(props, chosen));
  const thresholds = fieldConfig.defaults.thresholds;
  const levels = useMemo(() => levelsOf(theme, thresholds), [theme, thresholds]);
  const layout = useMapLayout(risks, options.groupBy, map);
  const read = useCallback(
    (index: number) => (layout.risks[index] ? describe(layout.risks[index], levels, Date.now()) : ''),
    [layout, levels]
  );
  return (
    <ApprovalsContext.Provider value={approvals}>
      <div className={styles.panel} style={{ width, height, flexDirection: direction }}>
        {map && (
          <div style={{ width: map.width }}>
            <Summary risks={risks} levels={levels} horizon={horizon} width={map.width} />
            <RiskMap
              layout={layout}
              levels={levels}
              viewHeight={map.height - SUMMARY_HEIGHT}
              selectedKey={selected?.key}
              onSelect={setChosen}
              describe={read}
            />
            <RiskTable risks={risks} levels={levels} />
          </div>
        )}
        {card && selected && (
          <SelectedCard
            {...props}
            risk={selected}
            levels={levels}
            size={card}
            onClose={chosen === undefined ? undefined : () => setChosen(undefined)}
          />
        )}
      </div>
    </ApprovalsContext.Provider>
  );
}

/** Unasked, the card shows only where it takes nothing from the map. */
function wide({ width }: Props, chosen: string | undefined): boolean {
  return chosen !== undefined || width >= 760;
}

function useMapLayout(risks: Risk[], groupBy: string, map: { width: number; height: number } | undefined) {
  const [width, height] = [map?.width ?? 0, (map?.height ?? 0) - SUMMARY_HEIGHT];
  const groups = useMemo(
    () => groupRisks(risks, groupBy === 'auto' ? autoGroup(risks) : groupBy),
    [risks, groupBy]
  );
  return useMemo(() => layOut(groups, width, height), [groups, width, height]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', gap: theme.spacing(2), overflow: 'hidden', position: 'relative' }),
});
