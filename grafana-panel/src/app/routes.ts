import { APP_ROOT } from '../constants';
import { type Entity, pathOf } from '../domain/entity';

export const PATHS = {
  overview: 'overview',
  predictions: 'predictions',
  entity: 'entity/:kind/*',
  actions: 'actions',
  trackRecord: 'track-record',
  models: 'models',
  capacity: 'capacity',
} as const;

/** The page of one entity: kind and identity make a stable address. */
export const entityHref = (entity: Entity) =>
  `${APP_ROOT}/entity/${encodeURIComponent(entity.kind)}/${pathOf(entity)}?cluster=${encodeURIComponent(entity.cluster)}`;

export const actionsHref = `${APP_ROOT}/${PATHS.actions}`;
