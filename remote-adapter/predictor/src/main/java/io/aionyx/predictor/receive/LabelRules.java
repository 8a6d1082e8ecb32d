package io.aionyx.predictor.receive;

import io.aionyx.core.series.Labels;
import io.aionyx.wire.RawLabels;
import io.aionyx.wire.WireException;
import io.aionyx.wire.WireFault;
import java.util.Arrays;
import java.util.StringJoiner;

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
  private final SharedTexts texts;

  LabelRules(WriteLimits.Series limits, SharedTexts texts) {
    this.limits = limits;
    this.texts = texts;
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
    var pairs = new Pairs(raw.count());
    for (int i = 0; i < raw.count(); i++) {
      if (raw.nameLength(i) > limits.maxNameBytes()) {
        return tooLong(Refusal.NAME_TOO_LONG, raw.nameLength(i), limits.maxNameBytes(), pairs);
      }
      String name = texts.share(raw.name(i));
      int maxBytes = maxValueBytes(name);
      if (raw.valueLength(i) > maxBytes) {
        return tooLong(refusalOfLong(name), raw.valueLength(i), maxBytes, pairs);
      }
      if (name.isEmpty()) {
        return new Bad(Refusal.EMPTY_LABEL_NAME, pairs.toString());
      }
      if (!pairs.put(name, texts.share(raw.value(i)))) {
        return new Bad(Refusal.DUPLICATE_LABEL, name + " in " + pairs);
      }
    }
    return judgeName(pairs.labels(), pairs.sorted);
  }

  /** The value of {@code __name__} is a name. */
  private int maxValueBytes(String name) {
    return name.equals(Labels.METRIC_NAME) ? limits.maxNameBytes() : limits.maxValueBytes();
  }

  private static Refusal refusalOfLong(String name) {
    return name.equals(Labels.METRIC_NAME) ? Refusal.NAME_TOO_LONG : Refusal.VALUE_TOO_LONG;
  }

  private static Verdict tooLong(Refusal refusal, int bytes, int maxBytes, Pairs before) {
    return new Bad(
        refusal, bytes + " bytes, at most " + maxBytes + " are accepted, after " + before);
  }

  private static Verdict judgeName(Labels labels, boolean sorted) {
    return labels.has(Labels.METRIC_NAME)
        ? new Good(labels, sorted)
        : new Bad(Refusal.MISSING_NAME, labels.toString());
  }

  /** Labels in the order of their names, whatever order they come in. */
  private static final class Pairs {
    private final String[] pairs;
    private int used;
    boolean sorted = true;

    Pairs(int labels) {
      pairs = new String[2 * labels];
    }

    /** Whether the name is new. */
    boolean put(String name, String value) {
      int at = used;
      int order = -1;
      while (at > 0 && (order = pairs[at - 2].compareTo(name)) > 0) {
        at -= 2;
      }
      if (at > 0 && order == 0) {
        return false;
      }
      sorted &= at == used;
      System.arraycopy(pairs, at, pairs, at + 2, used - at);
      pairs[at] = name;
      pairs[at + 1] = value;
      used += 2;
      return true;
    }

    /** Without those that have no value, which is how a sender says that there is no such label. */
    Labels labels() {
      int kept = 0;
      for (int i = 0; i < used; i += 2) {
        if (!pairs[i + 1].isEmpty()) {
          pairs[kept++] = pairs[i];
          pairs[kept++] = pairs[i + 1];
        }
      }
      return Labels.ofSorted(Arrays.copyOf(pairs, kept));
    }

    @Override
    public String toString() {
      var text = new StringJoiner(", ", "{", "}");
      for (int i = 0; i < used; i += 2) {
        text.add(pairs[i] + "=" + pairs[i + 1]);
      }
      return text.toString();
    }
  }
}
