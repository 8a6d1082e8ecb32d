import { arrange } from './arrange';

it.each([
  [1280, 720, 'row', true],
  [500, 900, 'column', true],
  [300, 300, 'column', false],
])('on %d x %d places the card in a %s, map kept: %s', (width, height, direction, mapKept) => {
  const found = arrange(width, height, true);
  expect(found.direction).toBe(direction);
  expect(found.map !== undefined).toBe(mapKept);
  expect(
    (found.map?.height ?? 0) + (direction === 'column' ? found.card!.height : 0)
  ).toBeLessThanOrEqual(height);
});

it('leaves all room to the map without a card', () => {
  expect(arrange(400, 300, false)).toEqual({ map: { width: 400, height: 300 }, direction: 'row' });
});
