package io.aionyx.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes arbitrary but valid requests together with what a decoder must say of them. */
final class RequestGenerator {
  private static final double[] VALUES = {
    0,
    -0.0,
    1,
    -1,
    Math.PI,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    StaleMarker.VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final String[] TEXTS = {
    "", "a", "__name__", "node_cpu_seconds_total", "a.b c", "line\nbreak", "ü", "日本", "𝄞", "\0"
  };

  private final Random random;
  private final RemoteWrite version;
  final WriteEncoder request;
  final List<String> expected = new ArrayList<>();

  RequestGenerator(RemoteWrite version, long seed) {
    this.version = version;
    this.request = version.newEncoder();
    this.random = new Random(seed);
  }

  RequestGenerator write(int seriesCount) {
    for (int i = 0; i < seriesCount; i++) {
      series();
    }
    return this;
  }

  private void series() {
    request.startSeries();
    List<String> pairs = new ArrayList<>();
    for (int i = random.nextInt(15); i > 0; i--) {
      String name = text();
      String value = text();
      request.label(name, value);
      pairs.add(name + "=" + value);
    }
    expected.add("series " + pairs);
    content();
    request.endSeries();
  }

  private void content() {
    for (int i = random.nextInt(4); i > 0; i--) {
      long timestamp = random.nextBoolean() ? random.nextLong() : random.nextInt(100_000);
      long start = version == RemoteWrite.V2 && random.nextBoolean() ? random.nextLong() : 0;
      double value = VALUES[random.nextInt(VALUES.length)];
      request.sample(timestamp, value, start);
      expected.add(Recorder.sampleLine(timestamp, value, start));
    }
    if (random.nextInt(4) == 0) {
      long timestamp = random.nextLong();
      request.exemplar(timestamp, 2.5, "trace_id", text());
      expected.add("exemplar [trace_id=" + lastText + "] " + timestamp + " 2.5");
    }
    if (random.nextInt(4) == 0) {
      request.histogram(Histograms.random(random));
      expected.add("histogram " + Histograms.TIMESTAMP_MILLIS);
    }
  }

  private String lastText = "";

  private String text() {
    lastText =
        random.nextInt(3) == 0
            ? TEXTS[random.nextInt(TEXTS.length)]
            : Integer.toString(random.nextInt(1000), 36).repeat(1 + random.nextInt(40));
    return lastText;
  }
}
