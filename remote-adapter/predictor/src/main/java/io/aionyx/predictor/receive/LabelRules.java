package io.aionyx.predictor.receive;

import io.aionyx.core.series.Labels;
import io.aionyx.wire.RawLabels;
import io.aionyx.wire.WireException;
import io.aionyx.wire.WireFault;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides what a series not seen before is: its labels in order, or why it is none.
 *
 * <p>Names may be any UTF-8 text, as in remote-write 2.0. Labels out of order are put in order,
 * since senders exist that shuffle them.
 */
final class LabelRules {
  /** What the labels turned out to be. */
  sealed interface Verdict {}

  record Good(Labels labels, boolean sorted) implements Verdict {}

  record Bad(Refusal refusal, String example) implements Verdict {}

  private final WriteLimits.Series limits;

  LabelRules(WriteLimits.Series limits) {
    this.limits = limits;
  }

  /**
   * @throws WireException if the message as a whole is malformed
   */
  Verdict judge(RawLabels raw) throws WireException {
    try {
      raw.parse();
      return raw.count() > limits.maxLabels() ? tooMany(raw) : judgeEach(raw);
    } catch (WireException e) {
      if (e.fault() == WireFault.PROTO_INVALID) {
        throw e;
      }
      return new Bad(Refusal.of(e.fault()), String.valueOf(e.getMessage()));
    }
  }

  private Verdict tooMany(RawLabels raw) throws WireException {
    String some = raw.name(0) + "=" + start(raw);
    return new Bad(
        Refusal.TOO_MANY_LABELS,
        raw.count()
            + " labels, at most "
            + limits.maxLabels()
            + " are accepted: {"
            + some
            + ", …}");
  }

  private String start(RawLabels raw) throws WireException {
    return raw.valueLength(0) > limits.maxValueBytes() ? "…" : raw.value(0);
  }

  private Verdict judgeEach(RawLabels raw) throws WireException {
    TreeMap<String, String> labels = new TreeMap<>();
    boolean sorted = true;
    String previous = "";
    for (int i = 0; i < raw.count(); i++) {
      if (raw.nameLength(i) > limits.maxNameBytes()) {
        return tooLong(Refusal.NAME_TOO_LONG, raw.nameLength(i), limits.maxNameBytes(), labels);
      }
      String name = raw.name(i);
      int maxBytes = maxValueBytes(name);
      if (raw.valueLength(i) > maxBytes) {
        return tooLong(refusalOfLong(name), raw.valueLength(i), maxBytes, labels);
      }
      if (name.isEmpty()) {
        return new Bad(Refusal.EMPTY_LABEL_NAME, labels.toString());
      }
      if (labels.put(name, raw.value(i)) != null) {
        return new Bad(Refusal.DUPLICATE_LABEL, name + " in " + labels);
      }
      sorted &= name.compareTo(previous) > 0;
      previous = name;
    }
    return judgeName(Labels.of(labels), sorted);
  }

  /** The value of {@code __name__} is a name. */
  private int maxValueBytes(String name) {
    return name.equals(Labels.METRIC_NAME) ? limits.maxNameBytes() : limits.maxValueBytes();
  }

  private static Refusal refusalOfLong(String name) {
    return name.equals(Labels.METRIC_NAME) ? Refusal.NAME_TOO_LONG : Refusal.VALUE_TOO_LONG;
  }

  private static Verdict tooLong(
      Refusal refusal, int bytes, int maxBytes, Map<String, String> before) {
    return new Bad(
        refusal, bytes + " bytes, at most " + maxBytes + " are accepted, after " + before);
  }

  private static Verdict judgeName(Labels labels, boolean sorted) {
    return labels.has(Labels.METRIC_NAME)
        ? new Good(labels, sorted)
        : new Bad(Refusal.MISSING_NAME, labels.toString());
  }
}
