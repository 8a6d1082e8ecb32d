package io.aionyx.bridge.plan;

import java.util.List;

/** In which order a playbook's alternatives are tried: indexes of its steps. */
@FunctionalInterface
public interface Order {

  List<Integer> of(Playbook playbook, String episodeKey);

  static Order asWritten() {
    return (playbook, key) ->
        java.util.stream.IntStream.range(0, playbook.steps().size()).boxed().toList();
  }
}
