package io.aionyx.predictor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.LabelMatcher.Type;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.history.HistoryException;
import io.aionyx.wire.history.HistoryException.Kind;
import io.aionyx.wire.history.HistoryServer;
import io.aionyx.wire.history.HistorySink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in; the real Prometheus is asked in the tests of the command line. */
class RangeQueriesTest {
  private static final String ANSWER =
      """
      {"status":"success","data":{"resultType":"matrix","result":[
       {"metric":{"pod":"a","__name__":"x"},"values":[[30,"1"],[60.5,"NaN"],[90,"+Inf"]],"more":[{}]},
       {"metric":{"__name__":"y"},"values":[[30,"-1.5e3"]]}]},"warnings":["w"]}
      """;

  private final List<String> given = new ArrayList<>();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = ANSWER;
  private volatile String asked = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked = URLDecoder.decode(body, StandardCharsets.UTF_8);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void read(long startMillis, long endMillis, LabelMatcher... matchers) throws Exception {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    new RangeQueries(HistoryServer.of(url, Duration.ofSeconds(20)), Duration.ofSeconds(30))
        .read(startMillis, endMillis, List.of(matchers), new Listing());
  }

  private final class Listing implements HistorySink {
    @Override
    public void series(List<LabelPair> labels) {
      given.add(String.valueOf(labels.stream().map(l -> l.name() + "=" + l.value()).toList()));
    }

    @Override
    public void sample(long timestampMillis, double value) {
      given.add(timestampMillis + " " + value);
    }

    @Override
    public void through(long millis) {
      given.add("through " + millis);
    }
  }

  @Test
  void read_givesEverySampleInOrder() throws Exception {
    read(1, 100_000, new LabelMatcher(Type.EQUAL, "job", "a"));
    assertThat(given)
        .containsExactly(
            "[__name__=x, pod=a]",
            "30000 1.0",
            "60500 NaN",
            "90000 Infinity",
            "[__name__=y]",
            "30000 -1500.0",
            "through 100000");
  }

  @Test
  void read_asksForTheGridWithinTheRange() throws Exception {
    read(1, 100_000, new LabelMatcher(Type.REGEX, "__name__", "x|y\\d\"\n"));
    assertThat(asked)
        .isEqualTo("query={__name__=~\"x|y\\\\d\\\"\\n\"}&start=30.0&end=100.0&step=30.0");
  }

  @Test
  void read_ofARangeBetweenTwoMoments_asksNothing() throws Exception {
    read(30_001, 59_999, new LabelMatcher(Type.NOT_EQUAL, "a", "b"));
    assertThat(asked).isEmpty();
    assertThat(given).containsExactly("through 59999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{\"status\":\"success\"}",
        "{\"data\":{\"result\":5}}",
        "{\"data\":{\"result\":[{\"metric\":[]}]}}",
        "{\"data\":{\"result\":[{\"metric\":{\"a\":1}}]}}",
        "{\"data\":{\"result\":[{\"metric\":{},\"values\":[[\"x\",\"1\"]]}]}}",
        "{\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,\"one\"]]}]}}",
        "{\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,\"1\",2]]}]}}",
        "{\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,\"1\"]"
      })
  void read_ofWhatIsNoAnswer_isCorrupt(String text) {
    answer = text;
    assertThatThrownBy(() -> read(0, 100_000))
        .isInstanceOfSatisfying(
            HistoryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
  }

  @Test
  void read_whereTheServerCannotNow_mayBeTriedAgain() {
    status = 503;
    assertThatThrownBy(() -> read(0, 100_000))
        .isInstanceOfSatisfying(HistoryException.class, e -> assertThat(e.passing()).isTrue());
  }

  @Test
  void read_whereTheServerRefuses_saysWhy() {
    status = 400;
    answer = "{\"status\":\"error\",\"error\":\"exceeded maximum resolution\"}";
    assertThatThrownBy(() -> read(0, 100_000)).hasMessageContaining("maximum resolution");
  }
}
