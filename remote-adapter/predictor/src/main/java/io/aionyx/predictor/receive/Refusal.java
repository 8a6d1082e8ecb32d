package io.aionyx.predictor.receive;

import io.aionyx.wire.WireFault;

/**
 * Why a series, a sample or a whole request is refused. The code is a metric label and stands in
 * the answer.
 */
enum Refusal {
  MISSING_NAME("missing_name", "no __name__"),
  EMPTY_LABEL_NAME("empty_label_name", "a label without a name"),
  DUPLICATE_LABEL("duplicate_label", "a label name twice"),
  INVALID_UTF8("invalid_utf8", "text that is not UTF-8"),
  SYMBOL_REFERENCE("symbol_reference", "label references outside the symbol table or not in pairs"),
  TOO_MANY_LABELS("too_many_labels", "too many labels"),
  NAME_TOO_LONG("name_too_long", "a name too long"),
  VALUE_TOO_LONG("value_too_long", "a label value too long"),
  TOO_MANY_SERIES("too_many_series", "more series in a request than accepted"),
  SERIES_LIMIT("series_limit", "a new series beyond the limit"),
  TOO_MANY_SAMPLES("too_many_samples", "more samples in a request than accepted"),
  NO_SAMPLES("no_samples", "neither samples nor histograms"),
  MIXED_SAMPLES("mixed_samples", "both samples and histograms"),
  TOO_OLD("too_old", "a timestamp too far in the past"),
  TOO_FAR_AHEAD("too_far_ahead", "a timestamp too far in the future"),
  INVALID_HISTOGRAM("invalid_histogram", "a histogram that is none"),
  INVALID_EXEMPLAR("invalid_exemplar", "an exemplar with unreadable labels");

  private final String code;
  private final String meaning;

  Refusal(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  String code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** How a fault in the bytes of one series is called; a fault of the whole message has none. */
  static Refusal of(WireFault fault) {
    return switch (fault) {
      case INVALID_UTF8 -> INVALID_UTF8;
      case SYMBOL_REFERENCE -> SYMBOL_REFERENCE;
      case TOO_MANY_LABELS -> TOO_MANY_LABELS;
      default -> throw new IllegalArgumentException("not a fault of one series: " + fault);
    };
  }
}
