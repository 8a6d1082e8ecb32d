package io.aionyx.app.doctor;

/**
 * The outcome of one check.
 *
 * @param subject which part of the stack was looked at
 * @param check what was looked for
 */
public record Finding(String subject, String check, Verdict verdict) {
  boolean isBad() {
    return verdict instanceof Verdict.Bad;
  }
}
