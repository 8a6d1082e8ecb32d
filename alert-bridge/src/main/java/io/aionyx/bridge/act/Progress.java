package io.aionyx.bridge.act;

import java.time.Duration;
import java.util.Map;

/** How far a change has come. */
public sealed interface Progress {

  String note();

  /** All parts are done. */
  record Done(String note) implements Progress {}

  /**
   * Another part is to follow.
   *
   * @param memo what to remember until then
   * @param changed whether the cluster is no longer as it was
   */
  record More(Duration after, Map<String, String> memo, boolean changed, String note)
      implements Progress {}
}
