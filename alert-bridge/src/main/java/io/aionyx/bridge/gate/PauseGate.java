package io.aionyx.bridge.gate;

import io.aionyx.bridge.store.PauseSwitch;
import java.time.Duration;

/** Nothing starts while a person has stopped the bridge. */
record PauseGate(PauseSwitch pause) implements Limit {

  @Override
  public String name() {
    return "pause";
  }

  @Override
  public Verdict judge(Case c) {
    return pause
        .current()
        .map(p -> notNow("paused by " + p.who() + ": " + p.reason(), Duration.ofSeconds(5)))
        .orElseGet(() -> allow("not paused"));
  }
}
