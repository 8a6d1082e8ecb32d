package io.aionyx.trainer.backtest;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.signals.EntityKind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A plain rule as a judge: something computed from a few columns of each row. */
final class RuleJudge implements Judge {
  /** What a rule makes of the values of its columns. */
  @FunctionalInterface
  interface Rule {
    float score(float[] values);
  }

  private final EntityKind kind;
  private final Predicate<String> wanted;
  private final Rule rule;
  private int[] columns = new int[0];
  private float[] values = new float[0];

  /**
   * @param wanted picks the columns by name
   */
  RuleJudge(EntityKind kind, Predicate<String> wanted, Rule rule) {
    this.kind = kind;
    this.wanted = wanted;
    this.rule = rule;
  }

  @Override
  public EntityKind kind() {
    return kind;
  }

  @Override
  public void judge(FeatureTable table, float[] scores) {
    if (columns.length == 0) {
      columns = columns(table.names());
      values = new float[columns.length];
    }
    for (int row = 0; row < table.entities().size(); row++) {
      for (int i = 0; i < columns.length; i++) {
        values[i] = table.at(row, columns[i]);
      }
      scores[row] = rule.score(values);
    }
  }

  private int[] columns(List<String> names) {
    return IntStream.range(0, names.size()).filter(i -> wanted.test(names.get(i))).toArray();
  }
}
