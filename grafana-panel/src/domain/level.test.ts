import { createTheme, ThresholdsMode } from '@grafana/data';
import { levelOf, levelsOf } from './level';

const theme = createTheme();

it.each([
  [0, 'low'],
  [0.0999, 'low'],
  [0.1, 'watch'],
  [0.3, 'elevated'],
  [0.83, 'high'],
])('probability %d is %s by default', (value, name) => {
  expect(levelOf(levelsOf(theme), value).name).toBe(name);
});

it('follows the thresholds of the panel, also in percent', () => {
  const steps = [
    { value: -Infinity, color: 'green' },
    { value: 80, color: 'red' },
  ];
  const levels = levelsOf(theme, { mode: ThresholdsMode.Percentage, steps });
  expect(levels.map(({ name, from }) => [name, from])).toEqual([
    ['low', -Infinity],
    ['high', 0.8],
  ]);
});

it('takes every colour from the theme', () => {
  levelsOf(theme).forEach((level) => expect(level.color).toMatch(/^#/));
});
