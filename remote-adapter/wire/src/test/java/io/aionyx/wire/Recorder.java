package io.aionyx.wire;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a decoder tells it, as lines a person can read. */
final class Recorder implements WriteVisitor {
  final List<String> lines = new ArrayList<>();
  final List<NativeHistogram> histograms = new ArrayList<>();
  final List<byte[]> keys = new ArrayList<>();
  final List<Long> hashes = new ArrayList<>();

  @Override
  public void series(RawLabels labels) throws WireException {
    hashes.add(labels.hash());
    lines.add("series " + text(labels));
    byte[] key = new byte[labels.keyLength()];
    labels.copyKey(key, 0);
    keys.add(key);
    if (!labels.matches(key, 0, key.length)) {
      throw new AssertionError("labels do not match their own key: " + lines);
    }
  }

  private static String text(RawLabels labels) throws WireException {
    labels.parse();
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < labels.count(); i++) {
      pairs.add(labels.name(i) + "=" + labels.value(i));
    }
    return pairs.toString();
  }

  @Override
  public void sample(long timestampMillis, double value, long startTimestampMillis) {
    String bits = Long.toHexString(Double.doubleToRawLongBits(value));
    lines.add("sample " + timestampMillis + " " + bits + " since " + startTimestampMillis);
  }

  static String sampleLine(long timestampMillis, double value, long startTimestampMillis) {
    Recorder one = new Recorder();
    one.sample(timestampMillis, value, startTimestampMillis);
    return one.lines.get(0);
  }

  @Override
  public void histogram(NativeHistogram histogram) {
    histograms.add(histogram);
    lines.add("histogram " + histogram.timestampMillis());
  }

  @Override
  public void exemplar(RawLabels labels, long timestampMillis, double value) throws WireException {
    lines.add("exemplar " + text(labels) + " " + timestampMillis + " " + value);
  }

  @Override
  public boolean wantsMetadata() {
    return true;
  }

  @Override
  public void metadata(MetricMetadata metadata) {
    lines.add(metadata.toString());
  }

  static Recorder of(RemoteWrite version, byte[] message) throws WireException {
    Recorder recorder = new Recorder();
    version.newDecoder().decode(message, 0, message.length, recorder);
    return recorder;
  }
}
