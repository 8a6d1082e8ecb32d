package io.aionyx.wire;

/** One label as text. */
public record LabelPair(String name, String value) {}
