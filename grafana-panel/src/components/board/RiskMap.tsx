import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cellAt, hit, type Layout } from '../../domain/layout';
import { type Level } from '../../domain/level';
import { move } from '../../domain/moves';
import { paintMap, paintRings, prepare } from './paint';
import { MapTooltip } from './MapTooltip';

interface Props {
  layout: Layout;
  levels: Level[];
  viewHeight: number;
  selectedKey?: string;
  onSelect: (key: string | undefined) => void;
  describe: (index: number) => string;
}

const NONE = -1;

/**
 * The map on two canvases: cells below, rings above. A hover repaints the rings only.
 *
 * To assistive technology it is a grid of which one cell is shown at a time, the active one.
 */
export function RiskMap({ layout, levels, viewHeight, selectedKey, onSelect, describe }: Props) {
  const styles = useStyles2(getStyles);
  const cellId = useId();
  const [hovered, setHovered] = useState(NONE);
  const [focused, setFocused] = useState(false);
  const [cursor, setCursor] = useState(0);
  const selected = layout.risks.findIndex((risk) => risk.key === selectedKey);
  const active = Math.min(cursor, layout.risks.length - 1);
  const sheet = useRef<HTMLDivElement>(null);
  const height = Math.max(layout.height, viewHeight);
  const { cells, rings } = useCanvases(layout, levels, height, {
    selected,
    active: hovered !== NONE ? hovered : focused ? active : NONE,
  });

  const under = ({ clientX, clientY }: MouseEvent) => {
    const box = sheet.current!.getBoundingClientRect();
    return hit(layout, clientX - box.left, clientY - box.top);
  };
  const select = (index: number) => {
    if (index !== NONE) {
      setCursor(index);
      onSelect(layout.risks[index].key);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = move(layout, active, event.key);
    if (target !== undefined) {
      setCursor(target);
    } else if (event.key === 'Enter' || event.key === ' ') {
      select(active);
    } else if (event.key === 'Escape') {
      onSelect(undefined);
    } else {
      return;
    }
    event.preventDefault();
  };
  const shown = hovered !== NONE ? hovered : focused ? active : NONE;
  const cell = cellAt(layout, shown);

  return (
    <div
      className={styles.scroll}
      style={{ width: layout.width, height: viewHeight }}
      role="grid"
      tabIndex={0}
      aria-label="Risk map, soonest failure first. Arrow keys move, Enter selects."
      aria-rowcount={1}
      aria-colcount={layout.risks.length}
      aria-activedescendant={cellId}
      data-testid="risk-map"
      onKeyDown={onKeyDown}
      onClick={(event) => select(under(event))}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onPointerMove={(event) => setHovered(under(event))}
      onPointerLeave={() => setHovered(NONE)}
    >
      <div ref={sheet} role="row" aria-rowindex={1} className={styles.sheet} style={{ height }}>
        <canvas ref={cells} aria-hidden className={styles.canvas} />
        <canvas ref={rings} aria-hidden className={styles.canvas} />
        <div
          id={cellId}
          role="gridcell"
          tabIndex={-1}
          className={styles.cell}
          aria-colindex={active + 1}
          aria-selected={active === selected}
          aria-label={describe(active)}
        />
        {cell && (
          <MapTooltip risk={layout.risks[shown]} levels={levels} cell={cell} layout={layout} />
        )}
      </div>
    </div>
  );
}

function useCanvases(
  layout: Layout,
  levels: Level[],
  height: number,
  { selected, active }: { selected: number; active: number }
) {
  const theme = useTheme2();
  const cells = useRef<HTMLCanvasElement>(null);
  const rings = useRef<HTMLCanvasElement>(null);
  const fontsReady = useFontsReady();
  useLayoutEffect(() => {
    const ctx = prepare(cells.current!, layout.width, height);
    if (ctx) {
      paintMap(ctx, layout, { theme, levels });
    }
  }, [layout, levels, theme, height, fontsReady]);
  useLayoutEffect(() => {
    const ctx = prepare(rings.current!, layout.width, height);
    if (ctx) {
      paintRings(ctx, layout, theme, { selected, active });
    }
  }, [layout, theme, height, selected, active]);
  return { cells, rings };
}

/** A canvas does not redraw by itself when a font arrives late. */
function useFontsReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void document.fonts?.ready.then(() => setReady(true));
  }, []);
  return ready;
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({
    position: 'relative',
    overflowX: 'hidden',
    overflowY: 'auto',
    '&:focus-visible': {
      outline: `2px solid ${theme.colors.primary.main}`,
      outlineOffset: 2,
      borderRadius: theme.shape.radius.default,
    },
  }),
  sheet: css({ position: 'relative', width: '100%', cursor: 'pointer' }),
  canvas: css({ position: 'absolute', inset: 0, width: '100%', height: '100%', display: 'block' }),
  cell: css({ position: 'absolute', inset: 0, pointerEvents: 'none' }),
});
