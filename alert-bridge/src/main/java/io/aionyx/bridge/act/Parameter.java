package io.aionyx.bridge.act;

import io.aionyx.bridge.domain.Durations;
import java.util.function.Consumer;

/** What a parameter of an action may hold, so that a playbook is refused when the bridge starts. */
public enum Parameter {
  TEXT(text -> {}),
  DURATION(Durations::parse),
  /** A Kubernetes quantity such as {@code 512Mi}. */
  QUANTITY(Quantity::parse),
  /** An increase such as {@code 25%}. */
  PERCENT(Quantity::factor),
  COUNT(Parameter::count),
  FLAG(Parameter::flag);

  private final Consumer<String> check;

  Parameter(Consumer<String> check) {
    this.check = check;
  }

  /**
   * @throws IllegalArgumentException naming the value
   */
  public void check(String text) {
    check.accept(text);
  }

  private static void count(String text) {
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException("a whole number above zero is needed: was " + text);
    }
  }

  private static void flag(String text) {
    if (!text.matches("true|false")) {
      throw new IllegalArgumentException("must be true or false: was " + text);
    }
  }
}
