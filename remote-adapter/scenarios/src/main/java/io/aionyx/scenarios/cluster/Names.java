package io.aionyx.scenarios.cluster;

import io.aionyx.scenarios.random.Rng;
import io.aionyx.scenarios.random.Split;
import java.util.List;
import java.util.Locale;

/** Names that no two splits share, so that no model can know an application it was trained on. */
final class Names {
  /** Kubernetes builds random suffixes of these, which spell no words. */
  private static final String SUFFIX = "bcdfghjklmnpqrstvwxz2456789";

  /** The vocabulary of one split. */
  private record Vocabulary(List<String> namespaces, List<String> subjects, String nodePrefix) {}

  private static final Vocabulary TRAIN =
      new Vocabulary(
          List.of("shop", "billing", "media", "search"),
          List.of("cart", "order", "price", "stock", "invoice", "image", "video", "query"),
          "worker-");

  private static final Vocabulary VALIDATION =
      new Vocabulary(
          List.of("travel", "ledger", "fleet"),
          List.of("booking", "seat", "fare", "journal", "account", "route", "driver"),
          "pool-a-");

  private static final Vocabulary TEST =
      new Vocabulary(
          List.of("clinic", "lending", "grid"),
          List.of("patient", "visit", "credit", "quote", "meter", "tariff", "outage"),
          "vm-");

  private final Rng rng;
  private final Vocabulary vocabulary;

  Names(Rng rng, Split split) {
    this.rng = rng;
    this.vocabulary =
        switch (split) {
          case TRAIN -> TRAIN;
          case VALIDATION -> VALIDATION;
          case TEST -> TEST;
        };
  }

  String namespace() {
    return rng.pick(vocabulary.namespaces());
  }

  String workload(int index, Role role) {
    var subjects = vocabulary.subjects();
    String subject = subjects.get(index % subjects.size());
    int round = index / subjects.size();
    String suffix = role == Role.API ? "api" : role.name().toLowerCase(Locale.ROOT);
    return subject + '-' + suffix + (round == 0 ? "" : "-" + (round + 1));
  }

  String node(int index) {
    return vocabulary.nodePrefix() + String.format(Locale.ROOT, "%02d", index);
  }

  static String suffix(Rng rng, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(SUFFIX.charAt(rng.below(SUFFIX.length())));
    }
    return text.toString();
  }
}
