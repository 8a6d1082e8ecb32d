import React from 'react';
import { type Level, levelOf } from '../../domain/level';
import { dueAtMs, type Risk } from '../../domain/risk';
import { lead, percent, plural } from '../../domain/words';
import { hiddenVisually } from '../hidden';

/** A table of this length can be listened to; the grid holds the rest. */
const ROWS = 50;

/** The map for those who do not see it: the most urgent risks as a plain table. */
export const RiskTable = React.memo(function RiskTable({
  risks,
  levels,
}: {
  risks: Risk[];
  levels: Level[];
}) {
  const rows = risks.slice(0, ROWS);
  const nowMs = rows[0]?.evaluatedAtMs ?? 0;
  return (
    <div className={hiddenVisually}>
      <table data-testid="risk-table">
        <caption>
          {rows.length < risks.length
            ? `The ${rows.length} most urgent of ${plural(risks.length, 'entity', 'entities')}`
            : `Risks of ${plural(risks.length, 'entity', 'entities')}`}
        </caption>
        <thead>
          <tr>
            {['Entity', 'Kind', 'Level', 'Probability', 'Lead time'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((risk) => (
            <tr key={risk.key}>
              <th scope="row">{risk.entity.name}</th>
              <td>{risk.entity.kind}</td>
              <td>{levelOf(levels, risk.probability).name}</td>
              <td>{percent(risk.probability)}</td>
              <td>{lead(dueAtMs(risk), nowMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
