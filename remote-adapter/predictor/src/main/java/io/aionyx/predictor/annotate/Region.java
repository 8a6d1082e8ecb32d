package io.aionyx.predictor.annotate;

import io.aionyx.predictor.outcomes.Episode;
import io.aionyx.predictor.outcomes.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is drawn of one episode. While it is open the region reaches to the last moment at which the
 * failure may come; then to the moment that decided.
 *
 * @param tags as {@code name:value}, so that a dashboard's annotation query can choose by them
 */
record Region(long time, long timeEnd, List<String> tags, String text) {
  Region {
    tags = List.copyOf(tags);
  }

  static Region open(Episode episode) {
    return new Region(
        episode.openedMillis(),
        episode.deadlineMillis(),
        tags(episode, "open"),
        "%s will fail within %s, P = %.2f when the alarm was raised (%s %s)"
            .formatted(
                escaped(episode.entity().toString()),
                episode.horizon().label(),
                episode.probability(),
                escaped(episode.model()),
                escaped(episode.modelVersion())));
  }

  static Region resolved(Episode episode, Resolution resolution) {
    return new Region(
        episode.openedMillis(),
        Math.max(episode.openedMillis(), resolution.atMillis()),
        tags(episode, resolution.outcome().label()),
        "%s: %s (P = %.2f when the alarm was raised)"
            .formatted(
                escaped(episode.entity().toString()), ending(resolution), episode.probability()));
  }

  private static String ending(Resolution resolution) {
    return switch (resolution.outcome()) {
      case TRUE_POSITIVE ->
          "failed, announced %.0f min before".formatted(resolution.leadSeconds() / 60);
      case FALSE_POSITIVE -> "did not fail, a false alarm";
      case AVERTED -> "an action averted the failure";
      case UNVERIFIABLE, MISSED -> "cannot be told whether it would have failed";
    };
  }

  private static List<String> tags(Episode episode, String outcome) {
    var tags = new ArrayList<>(List.of("aionyx", idTag(episode), "outcome:" + outcome));
    tags.add("failure_mode:" + episode.failureMode());
    var identity = episode.entity().identity();
    for (int i = 0; i < identity.size(); i++) {
      tags.add(identity.nameAt(i).toLowerCase(Locale.ROOT) + ":" + identity.valueAt(i));
    }
    return tags;
  }

  /** Tells the region of an episode from all others. */
  static String idTag(Episode episode) {
    return "prediction:" + episode.id();
  }

  /** Grafana shows the text of an annotation as HTML; names come from whoever sends metrics. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
