package io.aionyx.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RoundTripTest {
  @ParameterizedTest
  @EnumSource
  void decode_givesBackWhatEncoderTook(RemoteWrite version) throws WireException {
    for (long seed = 0; seed < 500; seed++) {
      RequestGenerator generator = new RequestGenerator(version, seed).write((int) seed % 50);
      byte[] message = new SnappyBlock().decode(generator.request.toSnappy());
      assertThat(Recorder.of(version, message).lines)
          .as("seed " + seed)
          .isEqualTo(generator.expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_givesBackHistograms(RemoteWrite version) throws WireException {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      NativeHistogram histogram = Histograms.random(random);
      byte[] message =
          version.newEncoder().startSeries().histogram(histogram).endSeries().toByteArray();
      assertThat(Recorder.of(version, message).histograms.get(0))
          .usingRecursiveComparison()
          .isEqualTo(histogram);
    }
  }

  @ParameterizedTest
  @EnumSource
  void metadata_roundTrip(RemoteWrite version) throws WireException {
    for (MetricMetadata.Type type : MetricMetadata.Type.values()) {
      String family = version == RemoteWrite.V1 ? "f" : "";
      MetricMetadata metadata = new MetricMetadata(family, type, "help", "seconds");
      WriteEncoder request = version.newEncoder();
      if (version == RemoteWrite.V1) {
        request.metadata(metadata);
      } else {
        request.startSeries().label("__name__", "f").metadata(metadata).endSeries();
      }
      assertThat(Recorder.of(version, request.toByteArray()).lines).contains(metadata.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void clear_forgetsTheRequestBefore(RemoteWrite version) {
    WriteEncoder request = version.newEncoder();
    byte[] first = request.startSeries().label("a", "b").endSeries().toByteArray();
    assertThat(request.seriesCount()).isEqualTo(1);
    request.clear();
    assertThat(request.seriesCount()).isZero();
    request.startSeries().label("c", "d").endSeries();
    request.clear();
    assertThat(request.startSeries().label("a", "b").endSeries().toByteArray()).isEqualTo(first);
    assertThat(request.sizeBytes()).isEqualTo(first.length);
  }

  @ParameterizedTest
  @EnumSource
  void encoder_refusesCallsOutOfOrder(RemoteWrite version) {
    WriteEncoder request = version.newEncoder();
    assertThatIllegalStateException().isThrownBy(() -> request.label("a", "b"));
    assertThatIllegalStateException().isThrownBy(request::endSeries);
    request.startSeries();
    assertThatIllegalStateException().isThrownBy(request::startSeries);
    assertThatIllegalStateException().isThrownBy(request::toByteArray);
    assertThatIllegalStateException().isThrownBy(request::toSnappy);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.exemplar(1, 1, "odd"))
        .withMessageContaining("1");
  }

  @Test
  void version2_isTheSmaller() {
    RequestGenerator v1 = new RequestGenerator(RemoteWrite.V1, 9).write(500);
    WriteEncoder v2 = RemoteWrite.V2.newEncoder();
    WriteEncoder same = RemoteWrite.V1.newEncoder();
    for (WriteEncoder request : new WriteEncoder[] {v2, same}) {
      for (int i = 0; i < 500; i++) {
        request
            .startSeries()
            .label("__name__", "container_memory_working_set_bytes")
            .label("namespace", "shop")
            .label("pod", "pod-" + i)
            .sample(1, 1)
            .endSeries();
      }
    }
    assertThat(v1.request.sizeBytes()).isPositive();
    assertThat(v2.sizeBytes()).isLessThan(same.sizeBytes() / 2);
  }
}
