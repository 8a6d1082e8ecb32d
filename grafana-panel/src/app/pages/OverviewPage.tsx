import { css } from '@emotion/css';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { prometheusUid } from '../../api/prometheus';
import { Await } from '../../components/Await';
import { RiskBoard } from '../../components/board/RiskBoard';
import { type Tile, Tiles } from '../../components/Tiles';
import { levelOf, levelsOf } from '../../domain/level';
import { dueAtMs } from '../../domain/risk';
import { duration } from '../../domain/words';
import { useApprovals } from '../../hooks/useApprovals';
import { useNow } from '../../hooks/useNow';
import { useWidth } from '../../hooks/useWidth';
import { useSettings } from '../settings';
import { type Predictions, usePredictions } from '../usePredictions';

const BOARD_HEIGHT = 620;

/** The state of everything at a glance: numbers, then the map. */
export function OverviewPage() {
  const predictions = usePredictions();
  const styles = useStyles2(getStyles);
  const [box, width] = useWidth();
  const uid = prometheusUid(useSettings().prometheusUid);
  return (
    <div ref={box} className={styles.page}>
      <Await of={predictions} what="predictions">
        {(value) => (
          <>
            <Numbers {...value} />
            {width > 0 && (
              <RiskBoard
                {...value}
                {...{ width, groupBy: 'auto', card: 'wall', backend: true, prometheusUid: uid }}
                height={BOARD_HEIGHT}
              />
            )}
          </>
        )}
      </Await>
    </div>
  );
}

function Numbers({ risks, horizon }: Predictions) {
  const theme = useTheme2();
  const nowMs = useNow(10_000);
  const { waiting } = useApprovals(true);
  const tiles = useMemo((): Tile[] => {
    const levels = levelsOf(theme);
    const top = levels[levels.length - 1];
    const high = risks.filter((risk) => levelOf(levels, risk.probability) === top).length;
    const next = risks.find((risk) => risk.eta);
    return [
      { title: 'Entities watched', value: risks.length.toLocaleString('en') },
      { title: `At ${top.name} risk`, value: String(high), note: `within ${horizon}` },
      {
        title: 'Open predictions',
        value: String(risks.filter((risk) => risk.state === 'open').length),
      },
      {
        title: 'Next failure',
        value: next ? untilWords(dueAtMs(next)!, nowMs) : 'none due',
        note: next?.entity.name,
      },
      { title: 'Waiting for approval', value: String(waiting.length) },
    ];
  }, [theme, risks, horizon, nowMs, waiting]);
  return <Tiles tiles={tiles} />;
}

const untilWords = (dueMs: number, nowMs: number) =>
  dueMs > nowMs ? `in ~${duration((dueMs - nowMs) / 1000)}` : 'now';

const getStyles = () => ({ page: css({ width: '100%' }) });
