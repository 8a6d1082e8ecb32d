/** Where map and card go. The card takes the whole panel when there is no room for both. */
export interface Arrangement {
  map?: { width: number; height: number };
  card?: { width: number; height: number };
  direction: 'row' | 'column';
}

export const CARD_WIDTH = 392;
const GAP = 16;
const LEAST_MAP = 260;
const LEAST_SHEET = 240;

export function arrange(width: number, height: number, withCard: boolean): Arrangement {
  if (!withCard) {
    return { map: { width, height }, direction: 'row' };
  }
  const beside = width - CARD_WIDTH - GAP;
  if (beside >= LEAST_MAP) {
    const card = { width: CARD_WIDTH, height };
    return { map: { width: beside, height }, card, direction: 'row' };
  }
  const above = Math.floor((height - GAP) * 0.45);
  if (above >= LEAST_SHEET * 0.6 && height - above - GAP >= LEAST_SHEET) {
    const card = { width, height: height - above - GAP };
    return { map: { width, height: above }, card, direction: 'column' };
  }
  return { card: { width, height }, direction: 'column' };
}
