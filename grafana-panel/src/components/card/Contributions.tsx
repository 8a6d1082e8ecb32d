import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type Contribution } from '../../domain/risk';
import { feature, percent, quantity } from '../../domain/words';

interface Props {
  contributions: Contribution[];
  /** Where to look further into a feature; absent when there is nothing to look with. */
  exploreHref?: (feature: string) => string;
}

/** The reasons: bars to the right for what is too high, to the left for what is too low. */
export function Contributions({ contributions, exploreHref }: Props) {
  const styles = useStyles2(getStyles);
  const most = Math.max(...contributions.map((one) => one.share), 0.01);
  return (
    <ul className={styles.list}>
      {contributions.map((one) => (
        <li key={`${one.feature}/${one.direction}`} className={styles.row}>
          <div className={styles.name} title={one.feature}>
            {feature(one.feature)}
          </div>
          <Bar contribution={one} most={most} />
          <span className={styles.share}>{percent(one.share)}</span>
          <span className={styles.link}>
            {exploreHref && one.feature !== 'other' && (
              <LinkButton
                size="sm"
                fill="text"
                variant="secondary"
                icon="compass"
                href={exploreHref(one.feature)}
                aria-label={`Explore ${feature(one.feature)}`}
                tooltip="Explore"
              />
            )}
          </span>
          <div className={styles.values}>{valueWords(one)}</div>
        </li>
      ))}
    </ul>
  );
}

function valueWords({ feature: name, direction, value, usual, unit }: Contribution): string {
  if (name === 'other') {
    return 'each of them small';
  }
  const sign = direction === 'high' ? '▲ too high' : '▼ too low';
  if (value === undefined) {
    return sign;
  }
  const usually = usual === undefined ? '' : `, usually ${quantity(usual, unit)}`;
  return `${sign}: ${quantity(value, unit)}${usually}`;
}

function Bar({ contribution, most }: { contribution: Contribution; most: number }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const high = contribution.direction === 'high';
  const color = theme.visualization.getColorByName(high ? 'orange' : 'blue');
  const width = `${(contribution.share / most) * 50}%`;
  const side = high ? { left: '50%' } : { right: '50%' };
  return (
    <div className={styles.axis} aria-hidden>
      <div className={styles.bar} style={{ width, background: color, ...side }} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 84px 38px 24px',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
  }),
  name: css({
    lineHeight: 1.3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  values: css({
    gridColumn: '1 / -1',
    lineHeight: 1.2,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  axis: css({
    position: 'relative',
    height: 14,
    '&::before': {
      content: '""',
      position: 'absolute',
      left: '50%',
      top: -4,
      bottom: -4,
      width: 1,
      background: theme.colors.border.strong,
    },
  }),
  bar: css({ position: 'absolute', top: 0, bottom: 0, borderRadius: 2 }),
  share: css({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
  link: css({ display: 'flex', justifyContent: 'flex-end' }),
});
