package io.aionyx.app.doctor;

/** What a check found. */
public sealed interface Verdict {
  /** What was seen, in a few words. */
  String seen();

  /** As it should be. */
  record Good(String seen) implements Verdict {}

  /**
   * It works, and loses something.
   *
   * @param fix what to do about it
   */
  record Weak(String seen, String fix) implements Verdict {}

  /**
   * It does not work.
   *
   * @param fix what to do about it
   */
  record Bad(String seen, String fix) implements Verdict {}

  /** Could not be looked at; the reason instead. */
  record Untold(String seen) implements Verdict {}
}
