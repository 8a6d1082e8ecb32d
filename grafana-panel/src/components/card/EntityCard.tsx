import { css } from '@emotion/css';
import { type GrafanaTheme2, type LinkModel } from '@grafana/data';
import { Icon, type IconName, IconButton, TextLink, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { type Forecast } from '../../domain/forecast';
import { type Level } from '../../domain/level';
import { type Contribution, dueAtMs, type Risk } from '../../domain/risk';
import { useNow } from '../../hooks/useNow';
import { CardActions } from './CardActions';
import { Contributions } from './Contributions';
import { ForecastBand } from './ForecastBand';
import { Headline } from './Headline';
import { StateChip } from './StateChip';

export interface CardProps {
  risk: Risk;
  levels: Level[];
  width: number;
  timeZone?: string;
  contributions: Contribution[];
  forecasts: Forecast[];
  /** Said in place of what could not be had, such as raw values without the app's back end. */
  notes: string[];
  links: LinkModel[];
  exploreHref?: (feature: string) => string;
  onClose?: () => void;
}

const ICONS: Record<string, IconName> = {
  node: 'monitor',
  pod: 'cube',
  workload: 'layers-alt',
  pvc: 'database',
  service: 'sitemap',
};

const PADDING = 16;

/** All there is to know of one entity's risk, from the most to the least pressing. */
export function EntityCard(props: CardProps) {
  const { risk, levels, width, contributions, forecasts, notes, timeZone } = props;
  const styles = useStyles2(getStyles);
  const nowMs = useNow(10_000);
  return (
    <article
      className={styles.card}
      style={{ width }}
      aria-label={risk.entity.name}
      data-testid="entity-card"
    >
      <Title {...props} />
      <Headline risk={risk} levels={levels} timeZone={timeZone} />
      {contributions.length > 0 && (
        <Section title="Why">
          <Contributions contributions={contributions} exploreHref={props.exploreHref} />
        </Section>
      )}
      {forecasts.length > 0 && (
        <Section title="What comes">
          <ForecastBand
            forecast={forecasts[0]}
            nowMs={nowMs}
            dueMs={dueAtMs(risk)}
            width={width - 2 * PADDING}
          />
        </Section>
      )}
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <CardActions risk={risk} key={risk.key} />
      <Links links={props.links} />
    </article>
  );
}

function Title({ risk, onClose }: CardProps) {
  const styles = useStyles2(getStyles);
  const { entity, labels, state } = risk;
  const where = [entity.kind, entity.namespace, labels.zone, labels.pool, entity.cluster];
  return (
    <header className={styles.title}>
      <Icon name={ICONS[entity.kind] ?? 'cube'} size="lg" />
      <div className={styles.names}>
        <h2 className={styles.name} title={entity.name}>
          {entity.name}
        </h2>
        <div className={styles.where}>{where.filter(Boolean).join(' · ')}</div>
      </div>
      {state && <StateChip state={state} />}
      {onClose && <IconButton name="times" size="lg" tooltip="Close" onClick={onClose} />}
    </header>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section>
      <h3 className={styles.section}>{title}</h3>
      {children}
    </section>
  );
}

function Links({ links }: { links: LinkModel[] }) {
  const styles = useStyles2(getStyles);
  return links.length === 0 ? null : (
    <nav aria-label="Links of the data" className={styles.links}>
      {links.map((link) => (
        <TextLink
          key={link.href}
          href={link.href}
          external={link.target === '_blank'}
          inline={false}
        >
          {link.title}
        </TextLink>
      ))}
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: PADDING,
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.secondary,
    // No scroll bar between the card and the panel's edge: the panel scrolls the card.
    boxSizing: 'border-box',
  }),
  title: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  names: css({ flex: 1, minWidth: 0 }),
  name: css({
    ...theme.typography.h5,
    margin: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  where: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  section: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 0.5) }),
  note: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) }),
});
