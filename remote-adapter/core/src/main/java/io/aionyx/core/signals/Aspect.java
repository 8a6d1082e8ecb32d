package io.aionyx.core.signals;

/** Which summary of a slot is read. */
public enum Aspect {
  MEAN,
  LEAST,
  GREATEST
}
