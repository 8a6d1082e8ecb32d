package io.aionyx.trainer.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenMetricsTextTest {
  @TempDir Path folder;
  private final Spool spool = new Spool();

  @AfterEach
  void close() throws IOException {
    spool.close();
  }

  private OpenMetricsText.Range read(String text) throws IOException {
    return OpenMetricsText.read(Files.writeString(folder.resolve("f"), text), spool);
  }

  private List<String> samples() {
    var told = new ArrayList<String>();
    var opened = new ArrayList<Labels>();
    spool
        .between(0, Long.MAX_VALUE / 2)
        .accept(
            new History.Sink() {
              @Override
              public int open(Labels series) {
                opened.add(series);
                return opened.size() - 1;
              }

              @Override
              public void sample(int handle, long timestampMillis, double value) {
                told.add(opened.get(handle) + " " + value + " @" + timestampMillis);
              }

              @Override
              public void advance(long timestampMillis) {}
            });
    return told;
  }

  @Test
  void read_familiesOneAfterTheOther_givesSamplesByTime() throws IOException {
    var range =
        read(
            """
            # TYPE node_load1 gauge
            node_load1{node="a b",x="q\\"\\\\\\n"} 1.5 10
            node_load1{node="a b",x="q\\"\\\\\\n"} +Inf 20.5
            # TYPE up gauge
            up 1 10 # {trace_id="1"} 1
            # EOF
            """);
    assertThat(range).isEqualTo(new OpenMetricsText.Range(10_000, 20_500));
    String series = "node_load1{node=\"a b\",x=\"q\\\"\\\\\\n\"}";
    assertThat(samples())
        .containsExactly(series + " 1.5 @10000", "up{} 1.0 @10000", series + " Infinity @20500");
  }

  @Test
  void read_brokenLine_namesIt() {
    assertThatIOException()
        .isThrownBy(() -> read("up 1 1\nup{a=\"b 1 2\n"))
        .withMessageContaining(":2");
    assertThatIOException().isThrownBy(() -> read("up one 1\n")).withMessageContaining("a value");
    assertThatIOException().isThrownBy(() -> read("up 1\n")).withMessageContaining("a timestamp");
    assertThatIOException().isThrownBy(() -> read("# EOF\n")).withMessageContaining("no sample");
  }

  /** Whatever the bytes, the answer is samples or an error with its line. */
  @Test
  void read_anyBytes_isAnErrorAtWorst() throws IOException {
    var random = new SplittableRandom(11);
    String alphabet = "u{}\"=,\\ 1.#\n+Inf";
    for (int i = 0; i < 2000; i++) {
      var text = new StringBuilder();
      for (int k = random.nextInt(40); k > 0; k--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        read(text.toString());
      } catch (IOException expected) {
        assertThat(expected).hasMessageContaining("f");
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageContaining("label");
      }
    }
  }
}
