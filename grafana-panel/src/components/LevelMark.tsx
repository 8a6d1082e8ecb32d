import { useTheme2 } from '@grafana/ui';
import React from 'react';
import { type Level } from '../domain/level';

const SHAPES = [
  '',
  'M7 4.6a2.4 2.4 0 1 0 .01 0z',
  'M3 5.6h8v2.8H3z',
  'M7 3l4 7H3z',
  'M6 3h2v3h3v2H8v3H6V8H3V6h3z',
];

/** The swatch of a level with its mark, as the cells of the map show it. */
export function LevelMark({ level }: { level: Level }) {
  const theme = useTheme2();
  const calm = level.index === 0;
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden style={{ flex: 'none' }}>
      <rect width={14} height={14} rx={3} fill={level.color} opacity={calm ? 0.4 : 1} />
      <path d={SHAPES[level.index] ?? ''} fill={theme.colors.getContrastText(level.color)} />
    </svg>
  );
}
