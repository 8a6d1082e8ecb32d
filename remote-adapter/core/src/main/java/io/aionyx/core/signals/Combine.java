package io.aionyx.core.signals;

/** How several series of one entity become one number. Series without a value do not take part. */
enum Combine {
  SUM,
  MAX,
  MIN,
  AVG;

  double of(double[] values, int count) {
    if (count == 0) {
      return Double.NaN;
    }
    double result = values[0];
    for (int i = 1; i < count; i++) {
      result =
          switch (this) {
            case SUM, AVG -> result + values[i];
            case MAX -> Math.max(result, values[i]);
            case MIN -> Math.min(result, values[i]);
          };
    }
    return this == AVG ? result / count : result;
  }
}
