package io.aionyx.predictor.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.aionyx.core.series.Labels;
import io.aionyx.wire.LabelMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * The matchers of a query, ready to be asked. Regular expressions are RE2's, as Prometheus reads
 * them, so none takes more than linear time. An absent label has the empty value.
 */
final class Matching {
  private final List<Condition> conditions;

  private interface Condition {
    boolean meets(Labels labels);
  }

  private Matching(List<Condition> conditions) {
    this.conditions = conditions;
  }

  static Matching of(List<LabelMatcher> matchers, ReadLimits limits) throws Refused {
    if (matchers.size() > limits.matchers()) {
      throw Refused.badData(
          "too_many_matchers", matchers.size() + " matchers, at most " + limits.matchers());
    }
    var conditions = new ArrayList<Condition>();
    for (LabelMatcher matcher : matchers) {
      conditions.add(condition(matcher, limits));
    }
    return new Matching(conditions);
  }

  private static Condition condition(LabelMatcher matcher, ReadLimits limits) throws Refused {
    String name = matcher.name();
    String value = matcher.value();
    return switch (matcher.type()) {
      case EQUAL -> labels -> labels.get(name).equals(value);
      case NOT_EQUAL -> labels -> !labels.get(name).equals(value);
      case REGEX -> {
        Pattern pattern = pattern(matcher, limits);
        yield labels -> pattern.matches(labels.get(name));
      }
      case NOT_REGEX -> {
        Pattern pattern = pattern(matcher, limits);
        yield labels -> !pattern.matches(labels.get(name));
      }
    };
  }

  private static Pattern pattern(LabelMatcher matcher, ReadLimits limits) throws Refused {
    if (matcher.value().length() > limits.patternLength()) {
      throw Refused.badData(
          "pattern_too_long",
          "a regular expression of "
              + matcher.value().length()
              + " characters, at most "
              + limits.patternLength());
    }
    try {
      return Pattern.compile(matcher.value(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw Refused.badData("pattern_invalid", matcher + ": " + e.getMessage());
    }
  }

  boolean meets(Labels labels) {
    for (Condition condition : conditions) {
      if (!condition.meets(labels)) {
        return false;
      }
    }
    return true;
  }
}
