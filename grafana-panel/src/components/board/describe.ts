import { type Level, levelOf } from '../../domain/level';
import { dueAtMs, type Risk } from '../../domain/risk';
import { lead, percent } from '../../domain/words';

/** One risk in one sentence, for screen readers. */
export function describe(risk: Risk, levels: Level[], nowMs: number): string {
  const { entity, lower, upper, horizon } = risk;
  const where = entity.namespace ? ` in ${entity.namespace}` : '';
  const interval =
    lower === undefined || upper === undefined ? '' : `, ${percent(lower)} to ${percent(upper)}`;
  const within = horizon ? ` within ${horizon}` : '';
  const due = dueAtMs(risk);
  const when = due === undefined ? '' : ` ${lead(due, nowMs)}.`;
  const level = levelOf(levels, risk.probability).name;
  return `${entity.kind} ${entity.name}${where}: ${level} risk, ${percent(risk.probability)}${interval}${within}.${when}`;
}
