import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Cell, type Layout } from '../../domain/layout';
import { type Level, levelOf } from '../../domain/level';
import { dueAtMs, type Risk } from '../../domain/risk';
import { feature, lead, percent } from '../../domain/words';
import { useNow } from '../../hooks/useNow';

interface Props {
  risk: Risk;
  levels: Level[];
  cell: Cell;
  layout: Layout;
}

const WIDTH = 230;
const HEIGHT = 96;

/** Beside the cell, on the side where there is room. Hidden from screen readers: the cell says it. */
export function MapTooltip({ risk, levels, cell, layout }: Props) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(1000);
  const due = dueAtMs(risk);
  const right = cell.x + layout.pitchX + 6;
  const left = right + WIDTH > layout.width ? Math.max(0, cell.x - WIDTH - 6) : right;
  const below = cell.y + HEIGHT > layout.height ? Math.max(0, layout.height - HEIGHT) : cell.y;
  const cause = risk.contributions[0];
  return (
    <div
      className={styles.box}
      style={{ left, top: below, width: WIDTH }}
      aria-hidden
      data-testid="map-tooltip"
    >
      <div className={styles.name}>{risk.entity.name}</div>
      <div className={styles.dim}>
        {[risk.entity.kind, risk.entity.namespace, risk.labels.zone].filter(Boolean).join(' · ')}
      </div>
      <div>
        <strong>{percent(risk.probability)}</strong> {risk.horizon && `within ${risk.horizon}`} ·{' '}
        {levelOf(levels, risk.probability).name}
      </div>
      {due !== undefined && <div>{lead(due, nowMs)}</div>}
      {cause && <div className={styles.dim}>{feature(cause.feature)}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    position: 'absolute',
    zIndex: theme.zIndex.tooltip,
    pointerEvents: 'none',
    padding: theme.spacing(0.75, 1),
    background: theme.colors.background.elevated,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.5,
  }),
  name: css({
    fontWeight: theme.typography.fontWeightMedium,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  dim: css({
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
});
