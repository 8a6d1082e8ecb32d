package io.aionyx.bridge.act;

import java.time.Duration;
import java.util.Map;

/** How far a change has come. */
public sealed interface Progress {

  String note();

  /** All parts are done. */
  record Done(String note) implements Progress {}

  /**
   * The cluster is changed, and another part is to follow.
   *
   * @param memo what to remember until then
   */
  record More(Duration after, Map<String, String> memo, String note) implements Progress {}
}
