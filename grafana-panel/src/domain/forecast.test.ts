import { leakForecast } from '../testing/forecastWorld';
import { rangeFrame } from '../testing/frames';
import { NOW_MS } from '../testing/world';
import { entityOf } from './entity';
import { readForecasts } from './forecast';
import { areaOf, frameOf, niceScale, pathOf, timeTicks } from './plot';

const NODE = { cluster: 'eu', node: 'n1' };
const node = entityOf(NODE)!;

describe('readForecasts', () => {
  it('makes a band of the outer percentiles around the median', () => {
    const [forecast] = readForecasts(leakForecast(NODE), node);
    expect(forecast.signal).toBe('memory_working_set_bytes');
    expect(forecast.observed.length).toBeGreaterThan(20);
    forecast.band.forEach(({ low, middle, high }) => {
      expect(low).toBeLessThanOrEqual(middle);
      expect(middle).toBeLessThanOrEqual(high);
    });
    expect(forecast.band[0].timeMs).toBe(NOW_MS);
  });

  it('places a stored forecast at its horizon', () => {
    const labels = { ...NODE, signal: 'cpu_ratio', horizon: '2h', percentile: '50' };
    const [forecast] = readForecasts(
      [rangeFrame('aionyx_forecast_value', labels, [[NOW_MS, 0.7]])],
      node
    );
    expect(forecast.band).toEqual([
      { timeMs: NOW_MS + 7_200_000, low: 0.7, middle: 0.7, high: 0.7 },
    ]);
  });

  it('leaves out other entities', () => {
    expect(readForecasts(leakForecast({ cluster: 'eu', node: 'n2' }), node)).toEqual([]);
  });
});

describe('the frame of a chart', () => {
  const [forecast] = readForecasts(leakForecast(NODE), node);
  const frame = frameOf(forecast, NOW_MS, 360, 132);

  it('keeps everything inside', () => {
    [
      ...forecast.band.flatMap((p) => [p.low, p.high]),
      ...forecast.observed.map((p) => p.value),
    ].forEach((value) => {
      expect(frame.y(value)).toBeGreaterThanOrEqual(18);
      expect(frame.y(value)).toBeLessThanOrEqual(frame.bottom);
    });
  });

  it('has round binary ticks for bytes', () => {
    frame.yTicks.forEach((tick) => expect(tick % 2 ** 29).toBe(0));
  });

  it('counts time from now', () => {
    expect(timeTicks(frame, NOW_MS).map((tick) => tick.words)).toEqual([
      '−2 h',
      '−1 h',
      '+1 h',
      '+2 h',
    ]);
  });

  it('draws closed areas and open lines, and nothing of nothing', () => {
    expect(areaOf(frame, forecast.band)).toMatch(/^M[\d. L]+Z$/);
    expect(pathOf(frame, forecast.observed)).toMatch(/^M[\d. L]+$/);
    expect([areaOf(frame, []), pathOf(frame, [])]).toEqual(['', '']);
  });
});

describe('niceScale', () => {
  it.each([
    [0, 1],
    [3, 97],
    [5, 5],
    [0, 0],
    [-40, 12],
    [995, 1005],
  ])('encloses %d to %d in at most six ticks', (least, most) => {
    const { low, high, ticks } = niceScale(least, most);
    expect(low).toBeLessThanOrEqual(least);
    expect(high).toBeGreaterThanOrEqual(most);
    expect(high).toBeGreaterThan(low);
    expect(ticks.length).toBeLessThanOrEqual(6);
  });
});
