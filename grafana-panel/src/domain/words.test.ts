import { brief, duration, feature, lead, percent, plural, probability, quantity } from './words';

it.each([
  [0, '0 s'],
  [45, '45 s'],
  [1440, '24 min'],
  [5340, '89 min'],
  [5400, '1 h 30 min'],
  [7200, '2 h'],
  [11_900, '3 h 20 min'],
  [187_200, '2 d 4 h'],
  [-1440, '24 min'],
])('duration of %d s is %s', (seconds, words) => expect(duration(seconds)).toBe(words));

it.each([
  [20, '20s'],
  [1440, '24m'],
  [5400, '1h30'],
  [3659, '1h01'],
  [172_800, '2d'],
])('brief of %d s is %s', (seconds, words) => expect(brief(seconds)).toBe(words));

it.each([
  [0, '0 %'],
  [0.0042, '0.4 %'],
  [0.83, '83 %'],
  [1, '100 %'],
])('percent of %d is %s', (ratio, words) => expect(percent(ratio)).toBe(words));

it('never rounds a probability up to certainty', () => {
  expect(probability(0.9999)).toBe('> 0.99');
  expect(probability(0.83)).toBe('0.83');
});

it('counts down, and says when the time is over', () => {
  expect(lead(1_440_000, 0)).toBe('Fails in ~24 min');
  expect(lead(0, 120_000)).toBe('Due 2 min ago');
  expect(lead(undefined, 0)).toBe('No time known');
});

it.each([
  [1610612736, 'bytes', '1.5 GiB'],
  [-2.3e6, 'bytes', '−2.19 MiB'],
  [12, 'bytes', '12 B'],
  [0.94, 'ratio', '94 %'],
  [90, 'seconds', '2 min'],
  [812.4, '/s', '812 /s'],
  [3, '', '3'],
])('quantity %d in %s is %s', (value, unit, words) => expect(quantity(value, unit)).toBe(words));

it('reads names aloud', () => {
  expect(feature('memory_headroom_slope_30m')).toBe('memory headroom slope 30m');
  expect(feature('other')).toBe('all other features');
  expect(plural(1, 'entity', 'entities')).toBe('1 entity');
  expect(plural(5000, 'entity', 'entities')).toBe('5,000 entities');
});
