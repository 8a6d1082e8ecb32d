package io.aionyx.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aionyx.wire.NativeHistogram.Counts;
import io.aionyx.wire.NativeHistogram.ResetHint;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NativeHistogramTest {
  private static final double[] NONE = {};
  private static final List<BucketSpan> TWO = List.of(new BucketSpan(0, 2));

  private static NativeHistogram histogram(
      Counts counts, double count, double sum, int schema, List<BucketSpan> spans, double... b) {
    return new NativeHistogram(
        counts, count, sum, schema, 0.001, 1, List.of(), NONE, spans, b, ResetHint.NO, NONE, 1, 0);
  }

  @Test
  void fault_noneInWhatSendersSend() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      assertThat(Histograms.random(random).fault()).isEmpty();
    }
    assertThat(histogram(Counts.INTEGER, 1, 0, 3, List.of()).fault()).isEmpty();
    assertThat(Histograms.custom(new double[] {1, 2}, TWO, 3, 4).fault()).isEmpty();
    assertThat(Histograms.custom(new double[] {1}, TWO, 3, 4).fault()).isEmpty();
  }

  @Test
  void fault_countDoesNotAddUp() {
    assertThat(histogram(Counts.INTEGER, 9, 1, 0, TWO, 2, 3).fault())
        .contains("buckets do not add up to the count");
    assertThat(histogram(Counts.FLOAT, 9, 1, 0, TWO, 2, 3).fault()).isEmpty();
  }

  @Test
  void fault_nanObservationsAreCountedButInNoBucket() {
    assertThat(histogram(Counts.INTEGER, 9, Double.NaN, 0, TWO, 2, 3).fault()).isEmpty();
    assertThat(histogram(Counts.INTEGER, 5, Double.NaN, 0, TWO, 2, 3).fault()).isPresent();
  }

  @Test
  void fault_none_whenStale() {
    assertThat(histogram(Counts.INTEGER, 9, StaleMarker.VALUE, 99, TWO).fault()).isEmpty();
  }

  @Test
  void fault_bucketsAndSpansDisagree() {
    assertThat(histogram(Counts.INTEGER, 3, 1, 0, TWO, 2).fault())
        .contains("positive spans do not cover the buckets");
    assertThat(
            histogram(
                    Counts.INTEGER,
                    6,
                    1,
                    0,
                    List.of(new BucketSpan(0, 1), new BucketSpan(-1, 1)),
                    2,
                    3)
                .fault())
        .contains("span with a negative offset");
  }

  @Test
  void fault_negativeCountsAndUnknownSchema() {
    assertThat(histogram(Counts.INTEGER, 0, 1, 0, TWO, 2, -3).fault()).contains("negative bucket");
    assertThat(histogram(Counts.FLOAT, -1, 1, 0, List.of()).fault()).contains("negative count");
    assertThat(histogram(Counts.INTEGER, 1, 1, 9, List.of()).fault()).contains("unknown schema");
    assertThat(histogram(Counts.INTEGER, 1, 1, -5, List.of()).fault()).contains("unknown schema");
  }

  @Test
  void fault_customBuckets() {
    assertThat(Histograms.custom(new double[] {2, 2}, TWO, 3, 4).fault())
        .contains("custom values do not ascend");
    assertThat(Histograms.custom(new double[] {Double.NaN}, TWO, 3, 4).fault())
        .contains("custom values do not ascend");
    assertThat(Histograms.custom(NONE, TWO, 3, 4).fault())
        .contains("more custom buckets than bounds");
  }

  @Test
  void span_lengthIsUnsigned() {
    assertThat(new BucketSpan(0, 0xffff_ffffL).length()).isPositive();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BucketSpan(0, -1))
        .withMessageContaining("-1");
  }

  @Test
  void decode_refusesMoreBucketsThanAnyoneHas() {
    byte[] message =
        Message.of(Message.nested(1, Message.nested(4, Message.packed(12, new int[1 << 17]))));
    assertThat(HostileInputTest.isAccepted(RemoteWrite.V1, message)).isFalse();
  }
}
