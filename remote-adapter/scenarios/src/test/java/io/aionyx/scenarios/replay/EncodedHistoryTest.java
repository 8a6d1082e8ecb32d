package io.aionyx.scenarios.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.wire.RawLabels;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import io.aionyx.wire.WriteVisitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodedHistoryTest {
  private static final int SERIES = 5000;

  /** Three scrapes of many series. */
  private static final History HISTORY =
      new History() {
        @Override
        public void replay(Sink sink) {
          for (int series = 0; series < SERIES; series++) {
            sink.open(Labels.of("__name__", "s", "n", "" + series));
          }
          for (long at = 1000; at <= 3000; at += 1000) {
            for (int series = 0; series < SERIES; series++) {
              sink.sample(series, at, series);
            }
            sink.advance(at);
          }
        }

        @Override
        public List<Failure> failures() {
          return List.of();
        }

        @Override
        public List<Confounder> confounders() {
          return List.of();
        }
      };

  private static List<String> decoded(RemoteWrite version, List<byte[]> requests) {
    var seen = new ArrayList<String>();
    for (byte[] body : requests) {
      try {
        byte[] message = new SnappyBlock().decode(body);
        version.newDecoder().decode(message, 0, message.length, new Seen(seen));
      } catch (WireException e) {
        throw new AssertionError(e);
      }
    }
    return seen;
  }

  private static final class Seen implements WriteVisitor {
    private final List<String> seen;
    private String series = "";

    Seen(List<String> seen) {
      this.seen = seen;
    }

    @Override
    public void series(RawLabels labels) throws WireException {
      series = labels.parse().value(1);
    }

    @Override
    public void sample(long timestampMillis, double value, long startTimestampMillis) {
      seen.add(series + "=" + (int) value + "@" + timestampMillis);
    }
  }

  @ParameterizedTest
  @EnumSource
  void encoding_keepsEverySampleInOrder_onTheConnectionOfItsSeries(RemoteWrite version) {
    EncodedHistory encoded = EncodedHistory.of(HISTORY, version, 3, "");

    assertThat(encoded.firstSamples()).isEqualTo(SERIES);
    assertThat(encoded.restSamples()).isEqualTo(2 * SERIES);
    for (int connection = 0; connection < 3; connection++) {
      var expected = new ArrayList<String>();
      for (long at = 1000; at <= 3000; at += 1000) {
        for (int series = connection; series < SERIES; series += 3) {
          expected.add(series + "=" + series + "@" + at);
        }
      }
      var sent = decoded(version, encoded.first().get(connection));
      sent.addAll(decoded(version, encoded.rest().get(connection)));
      assertThat(sent).isEqualTo(expected);
    }
  }
}
