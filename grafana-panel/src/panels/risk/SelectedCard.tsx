import { css } from '@emotion/css';
import { type LinkModel, type PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useCallback } from 'react';
import { EntityCard } from '../../components/card/EntityCard';
import { contributionQuery, exploreUrl } from '../../domain/explore';
import { type Level } from '../../domain/level';
import { type Risk } from '../../domain/risk';
import { useDetails } from '../../hooks/useDetails';
import { type RiskOptions } from './options';

interface Props extends PanelProps<RiskOptions> {
  risk: Risk;
  levels: Level[];
  size: { width: number; height: number };
  onClose?: () => void;
}

/** The card of the chosen entity with its details, scrolling within the panel. */
export function SelectedCard({ risk, levels, size, data, options, timeZone, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const prometheusUid = prometheusOf(data);
  const sources = { frames: data.series, prometheusUid, backend: options.backend };
  const details = useDetails(risk, sources);
  const exploreHref = useCallback(
    (feature: string) => exploreUrl(prometheusUid!, contributionQuery(risk, feature)),
    [prometheusUid, risk]
  );
  return (
    // The scrolled region takes the focus, so that keys can scroll it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} style={size} role="region" aria-label="Selected entity" tabIndex={0}>
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

/** The Prometheus that answered the panel's own query knows the features and forecasts too. */
function prometheusOf(data: PanelProps['data']): string | undefined {
  return data.request?.targets.find(({ datasource }) => datasource?.type === 'prometheus')?.datasource?.uid;
}

const getStyles = () => ({
  scroll: css({ overflowY: 'auto', overflowX: 'hidden', flex: 'none', scrollbarWidth: 'thin' }),
});
