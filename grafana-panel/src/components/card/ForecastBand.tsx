import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type Forecast } from '../../domain/forecast';
import { frameOf, type Frame, areaOf, pathOf, timeTicks } from '../../domain/plot';
import { feature, quantity } from '../../domain/words';

interface Props {
  forecast: Forecast;
  nowMs: number;
  /** When the failure is due, if a time is known. */
  dueMs?: number;
  width: number;
  height?: number;
}

/** A signal before now as it was measured, after now as a band of what it may become. */
export function ForecastBand({ forecast, nowMs, dueMs, width, height = 132 }: Props) {
  const styles = useStyles2(getStyles);
  const frame = frameOf(forecast, nowMs, width, height);
  const unit = unitOf(forecast.signal);
  const last = forecast.band.at(-1);
  const label = last
    ? `${feature(forecast.signal)}: forecast ${quantity(last.middle, unit)}, between ${quantity(last.low, unit)} and ${quantity(last.high, unit)}`
    : feature(forecast.signal);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{feature(forecast.signal)}</figcaption>
      <svg width={width} height={height} role="img" aria-label={label} className={styles.svg}>
        <Axes frame={frame} nowMs={nowMs} unit={unit} />
        <Curves forecast={forecast} frame={frame} />
        <Mark frame={frame} timeMs={nowMs} text="now" dashed={false} />
        {dueMs !== undefined && dueMs > nowMs && dueMs < frame.toMs && (
          <Mark frame={frame} timeMs={dueMs} text="due" dashed />
        )}
      </svg>
    </figure>
  );
}

/** Signals end in their unit, as series names do. */
export function unitOf(signal: string): string {
  return /_(bytes|ratio|seconds)$/.exec(signal)?.[1] ?? '';
}

function Curves({ forecast, frame }: { forecast: Forecast; frame: Frame }) {
  const theme = useTheme2();
  const color = theme.visualization.getColorByName('blue');
  const middle = forecast.band.map(({ timeMs, middle: value }) => ({ timeMs, value }));
  return (
    <g fill="none" strokeWidth={1.75} strokeLinejoin="round">
      <path d={areaOf(frame, forecast.band)} fill={color} fillOpacity={0.22} />
      <path d={pathOf(frame, middle)} stroke={color} strokeDasharray="4 3" />
      <path d={pathOf(frame, forecast.observed)} stroke={theme.colors.text.primary} />
    </g>
  );
}

function Axes({ frame, nowMs, unit }: { frame: Frame; nowMs: number; unit: string }) {
  const theme = useTheme2();
  const text = { fill: theme.colors.text.secondary, fontSize: 10 };
  const [left, right] = [frame.x(frame.fromMs), frame.x(frame.toMs)];
  return (
    <g {...text}>
      {frame.yTicks.map((value) => (
        <g key={value}>
          <line
            x1={left}
            x2={right}
            y1={frame.y(value)}
            y2={frame.y(value)}
            stroke={theme.colors.border.weak}
          />
          <text x={left - 6} y={frame.y(value) + 3} textAnchor="end">
            {quantity(value, unit)}
          </text>
        </g>
      ))}
      {timeTicks(frame, nowMs).map(({ timeMs, words }) => (
        <text key={words} x={frame.x(timeMs)} y={frame.height - 3} textAnchor="middle">
          {words}
        </text>
      ))}
    </g>
  );
}

interface MarkProps {
  frame: Frame;
  timeMs: number;
  text: string;
  dashed: boolean;
}

function Mark({ frame, timeMs, text, dashed }: MarkProps) {
  const theme = useTheme2();
  const color = dashed ? theme.colors.error.text : theme.colors.text.primary;
  const x = frame.x(timeMs);
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={14}
        y2={frame.bottom}
        stroke={color}
        strokeDasharray={dashed ? '2 3' : undefined}
      />
      <text x={x} y={10} textAnchor="middle" fontSize={11} fontWeight={500} fill={color}>
        {text}
      </text>
    </g>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({ margin: 0 }),
  caption: css({ marginBottom: theme.spacing(0.5) }),
  svg: css({ display: 'block', fontFamily: theme.typography.fontFamily }),
});
