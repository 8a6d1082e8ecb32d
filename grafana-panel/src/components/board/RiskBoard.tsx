import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2, type ThresholdsConfig } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';
import { autoGroup, groupRisks } from '../../domain/grouping';
import { layOut } from '../../domain/layout';
import { type Level, levelsOf } from '../../domain/level';
import { type Risk } from '../../domain/risk';
import { useApprovals } from '../../hooks/useApprovals';
import { ApprovalsContext } from '../approvalsContext';
import { arrange } from './arrange';
import { describe } from './describe';
import { RiskMap } from './RiskMap';
import { RiskTable } from './RiskTable';
import { SelectedCard } from './SelectedCard';
import { Summary, SUMMARY_HEIGHT } from './Summary';

/** `wall` always shows the most urgent entity, `select` waits for a choice. */
export type CardMode = 'wall' | 'select' | 'off';

interface Props {
  /** Soonest failure first. */
  risks: Risk[];
  horizon: string;
  /** A label, `auto`, or empty for a single group. */
  groupBy: string;
  card: CardMode;
  backend: boolean;
  thresholds?: ThresholdsConfig;
  /** The answer from which the risks were read: it may hold forecasts too. */
  frames: DataFrame[];
  prometheusUid?: string;
  timeZone?: string;
  width: number;
  height: number;
}

/** From this width on the unasked card takes nothing from the map. */
const WIDE = 760;

/** The map and the card of one entity, side by side where there is room. */
export function RiskBoard(props: Props) {
  const { risks, width, height } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const approvals = useApprovals(props.backend);
  const [chosen, setChosen] = useState<string>();
  const selected = selectedOf(props, chosen);
  const { map, card, direction } = arrange(width, height, selected !== undefined);
  const levels = useMemo(() => levelsOf(theme, props.thresholds), [theme, props.thresholds]);
  const onClose = chosen === undefined ? undefined : () => setChosen(undefined);
  return (
    <ApprovalsContext.Provider value={approvals}>
      <div className={styles.board} style={{ width, height, flexDirection: direction }}>
        {map && (
          <div style={{ width: map.width }}>
            <Summary risks={risks} levels={levels} horizon={props.horizon} width={map.width} />
            <LaidOutMap
              {...{ risks, levels, groupBy: props.groupBy, onSelect: setChosen }}
              width={map.width}
              height={map.height - SUMMARY_HEIGHT}
              selectedKey={selected?.key}
            />
            <RiskTable risks={risks} levels={levels} />
          </div>
        )}
        {card && selected && (
          <SelectedCard {...props} risk={selected} levels={levels} size={card} onClose={onClose} />
        )}
      </div>
    </ApprovalsContext.Provider>
  );
}

/** What was chosen, else what is most urgent where the card shows unasked. */
function selectedOf({ risks, card, width }: Props, chosen: string | undefined): Risk | undefined {
  if (card === 'off') {
    return undefined;
  }
  const wall = card === 'wall' && width >= WIDE ? risks[0] : undefined;
  return risks.find(({ key }) => key === chosen) ?? wall;
}

interface MapProps {
  risks: Risk[];
  levels: Level[];
  groupBy: string;
  width: number;
  height: number;
  selectedKey?: string;
  onSelect: (key: string | undefined) => void;
}

function LaidOutMap({ risks, levels, groupBy, width, height, ...choice }: MapProps) {
  const groups = useMemo(
    () => groupRisks(risks, groupBy === 'auto' ? autoGroup(risks) : groupBy),
    [risks, groupBy]
  );
  const layout = useMemo(() => layOut(groups, width, height), [groups, width, height]);
  const read = useCallback(
    (index: number) =>
      layout.risks[index] ? describe(layout.risks[index], levels, Date.now()) : '',
    [layout, levels]
  );
  return (
    <RiskMap {...choice} layout={layout} levels={levels} viewHeight={height} describe={read} />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  board: css({ display: 'flex', gap: theme.spacing(2), overflow: 'hidden', position: 'relative' }),
});
