import { css } from '@emotion/css';
import { type DataFrame, type LinkModel } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useCallback } from 'react';
import { contributionQuery, exploreUrl } from '../../domain/explore';
import { type Level } from '../../domain/level';
import { type Risk } from '../../domain/risk';
import { useDetails } from '../../hooks/useDetails';
import { EntityCard } from '../card/EntityCard';

interface Props {
  risk: Risk;
  levels: Level[];
  size: { width: number; height: number };
  frames: DataFrame[];
  prometheusUid?: string;
  backend: boolean;
  timeZone?: string;
  onClose?: () => void;
}

/** The card of the chosen entity with its details, scrolling within its place. */
export function SelectedCard(props: Props) {
  const { risk, levels, size, prometheusUid, timeZone, onClose } = props;
  const styles = useStyles2(getStyles);
  const details = useDetails(risk, props);
  const exploreHref = useCallback(
    (feature: string) => exploreUrl(prometheusUid!, contributionQuery(risk, feature)),
    [prometheusUid, risk]
  );
  return (
    <div
      className={styles.scroll}
      style={size}
      role="region"
      aria-label="Selected entity"
      // The scrolled region takes the focus, so that keys can scroll it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <EntityCard
        {...details}
        risk={risk}
        levels={levels}
        width={size.width}
        timeZone={timeZone}
        links={linksOf(risk)}
        exploreHref={prometheusUid ? exploreHref : undefined}
        onClose={onClose}
      />
    </div>
  );
}

function linksOf({ field, rowIndex }: Risk): LinkModel[] {
  return field?.getLinks?.({ valueRowIndex: rowIndex }) ?? [];
}

const getStyles = () => ({
  scroll: css({ overflowY: 'auto', overflowX: 'hidden', flex: 'none', scrollbarWidth: 'thin' }),
});
