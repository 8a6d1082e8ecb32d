package io.aionyx.predictor.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.predictor.outlook.Board;
import io.aionyx.predictor.outlook.Boards;
import io.aionyx.wire.ChunkedReadReader;
import io.aionyx.wire.ChunkedReadWriter;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.LabelMatcher.Type;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.ReadHints;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.ReadRequest.ResponseType;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.history.HistoryException;
import io.aionyx.wire.history.HistorySink;
import io.aionyx.wire.history.RemoteReadClient;
import io.javalin.Javalin;
import io.javalin.json.JavalinJackson;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ReadDoorTest {
  private static final long NOW = Boards.NOW;
  private static final long MINUTE = 60_000;
  private static final LabelMatcher NAME =
      new LabelMatcher(Type.EQUAL, "__name__", "aionyx_forecast");

  private final HttpClient http = HttpClient.newHttpClient();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private volatile Board board = Boards.of(3);

  @SuppressWarnings("NullAway.Init") // started before each test
  private Javalin server;

  @BeforeEach
  void start() {
    serve(ReadLimits.DEFAULTS);
  }

  private void serve(ReadLimits limits) {
    var door = new ReadDoor(limits, () -> board, registry);
    server =
        Javalin.create(
                config -> {
                  config.showJavalinBanner = false;
                  config.jsonMapper(new JavalinJackson());
                  door.mount(config);
                })
            .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.stop();
    http.close();
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.port() + "/api/v1/read");
  }

  /** Everything that comes back, series by series, in the order in which it came. */
  private static final class Everything implements HistorySink {
    final List<Map<String, String>> series = new ArrayList<>();
    final Map<Map<String, String>, TreeMap<Long, Double>> samples = new java.util.HashMap<>();

    @Override
    public void series(List<LabelPair> labels) {
      var map = new TreeMap<String, String>();
      labels.forEach(label -> map.put(label.name(), label.value()));
      series.add(map);
      samples.put(map, new TreeMap<>());
    }

    @Override
    public void sample(long timestampMillis, double value) {
      samples.computeIfAbsent(series.getLast(), _ -> new TreeMap<>()).put(timestampMillis, value);
    }
  }

  private Everything read(long start, long end, LabelMatcher... matchers) throws Exception {
    var everything = new Everything();
    RemoteReadClient.of(url()).read(start, end, List.of(matchers), everything);
    return everything;
  }

  private HttpResponse<byte[]> post(byte[] body, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(url()).POST(BodyPublishers.ofByteArray(body));
    request.headers(headers.length == 0 ? protocol() : headers);
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String[] protocol() {
    return new String[] {"Content-Type", "application/x-protobuf", "Content-Encoding", "snappy"};
  }

  private static byte[] request(ReadQuery query, ResponseType... accepted) {
    return SnappyBlock.encode(new ReadRequest(List.of(query), List.of(accepted)).toByteArray());
  }

  private static ReadQuery query(long start, long end, LabelMatcher... matchers) {
    return new ReadQuery(start, end, List.of(matchers), Optional.empty());
  }

  @Test
  void read_ofAnInstantAhead_coversTheLookBack() throws Exception {
    long at = NOW + 30 * MINUTE;
    var answer = read(at - 5 * MINUTE + 1, at, NAME);
    assertThat(answer.series).hasSize(9);
    assertThat(answer.samples.values())
        .allSatisfy(samples -> assertThat(samples.lastKey()).isBetween(at - MINUTE, at));
  }

  @Test
  void read_ofPastAndFuture_isOneLine() throws Exception {
    var answer = read(NOW - 30 * MINUTE, NOW + 60 * MINUTE, NAME);
    assertThat(answer.samples.values())
        .allSatisfy(
            samples -> {
              assertThat(samples.firstKey()).isEqualTo(NOW - 30 * MINUTE);
              assertThat(samples.lastKey()).isEqualTo(NOW + 60 * MINUTE);
              assertThat(samples).hasSize(91);
            });
  }

  @Test
  void read_percentiles_areInOrderAndTheSeriesSorted() throws Exception {
    var answer = read(NOW, NOW + 90 * MINUTE, NAME);
    assertThat(answer.series).isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
    var pod = new TreeMap<>(answer.series.getFirst());
    pod.put("percentile", "5");
    var low = Objects.requireNonNull(answer.samples.get(pod));
    pod.put("percentile", "95");
    var high = Objects.requireNonNull(answer.samples.get(pod));
    low.forEach((at, value) -> assertThat(value).isLessThanOrEqualTo(high.get(at)));
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL,pod,cart-1,3",
    "NOT_EQUAL,pod,cart-1,6",
    "REGEX,pod,cart-[01],6",
    "NOT_REGEX,pod,cart-[01],3",
    "REGEX,pod,art-1,0",
    "EQUAL,absent,'',9",
    "NOT_EQUAL,absent,'',0",
    "EQUAL,cluster,eu,9",
    "EQUAL,percentile,95,3"
  })
  void read_everyMatcher_isThatOfPrometheus(Type type, String name, String value, int series)
      throws Exception {
    assertThat(read(NOW, NOW + MINUTE, NAME, new LabelMatcher(type, name, value)).series)
        .hasSize(series);
  }

  @Test
  void read_bothForms_sayTheSame() throws Exception {
    var query = query(NOW - 60 * MINUTE, NOW + 300 * MINUTE, NAME);
    var samples = new Everything();
    var chunks = new Everything();
    new RemoteReadClient(url(), http, Map::of, java.time.Duration.ofSeconds(20))
        .read(query, chunks);
    var response = post(request(query, ResponseType.SAMPLES));
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("snappy");
    byte[] message = new SnappyBlock().decode(response.body());
    new io.aionyx.wire.ReadResponseDecoder()
        .decode(message, 0, message.length, new Collecting(samples));
    assertThat(samples.samples).isEqualTo(chunks.samples);
    assertThat(samples.series).isEqualTo(chunks.series).hasSize(9);
  }

  private record Collecting(Everything into) implements io.aionyx.wire.ReadVisitor {
    @Override
    public void result(int queryIndex) {}

    @Override
    public void series(io.aionyx.wire.RawLabels labels) throws io.aionyx.wire.WireException {
      var parsed = labels.parse();
      var pairs = new ArrayList<LabelPair>();
      for (int i = 0; i < parsed.count(); i++) {
        pairs.add(new LabelPair(parsed.name(i), parsed.value(i)));
      }
      into.series(pairs);
    }

    @Override
    public void sample(long timestampMillis, double value, long startTimestampMillis) {
      into.sample(timestampMillis, value);
    }
  }

  @Test
  void read_clientWithoutPreference_getsSamples() throws Exception {
    var response = post(request(query(NOW, NOW, NAME)));
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
  }

  @Test
  void read_ofNinetyDays_comesInFramesBelowOneMebibyte() throws Exception {
    var response =
        post(request(query(NOW, Long.MAX_VALUE, NAME), ResponseType.STREAMED_XOR_CHUNKS));
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue(ChunkedReadWriter.CONTENT_TYPE);
    var frames = new ChunkedReadReader(new ByteArrayInputStream(response.body()), 1 << 20);
    int parts = 0;
    while (frames.next().isPresent()) {
      parts++;
    }
    assertThat(parts).isGreaterThanOrEqualTo(9);
  }

  @Test
  void read_ofAllTimeForNamesOnly_isCheapAndNamesEverySeries() throws Exception {
    var hints = new ReadHints(0, "series", Long.MIN_VALUE, Long.MAX_VALUE, List.of(), false, 0);
    var query = new ReadQuery(Long.MIN_VALUE, Long.MAX_VALUE, List.of(NAME), Optional.of(hints));
    var everything = new Everything();
    RemoteReadClient.of(url()).read(query, everything);
    assertThat(everything.series).hasSize(9);
    assertThat(everything.samples.values())
        .allSatisfy(samples -> assertThat(samples.size()).isBetween(1, 6));
  }

  @Test
  void read_beforeAnythingIsKnown_isEmpty() throws Exception {
    board = Board.EMPTY;
    assertThat(read(0, Long.MAX_VALUE, NAME).series).isEmpty();
  }

  private void assertRefused(int status, String message, HttpResponse<byte[]> response) {
    assertThat(new String(response.body())).contains(message);
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void read_ofWhatIsNoRequest_saysWhy() throws Exception {
    assertRefused(400, "snappy_corrupt", post(new byte[] {1, 2, 3}));
    assertRefused(400, "proto_invalid", post(SnappyBlock.encode(new byte[] {0x0a, 0x7f, 1})));
    assertRefused(
        400,
        "decoded_too_large",
        post(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 15, 0}));
    assertRefused(400, "before", post(request(query(5, 4, NAME))));
    assertRefused(
        400,
        "missing closing",
        post(request(query(0, NOW, new LabelMatcher(Type.REGEX, "a", "(")))));
    assertRefused(413, "at most", post(new byte[(1 << 20) + 1]));
    assertRefused(415, "x-protobuf", post(new byte[1], "Content-Type", "application/json"));
    assertRefused(415, "snappy", post(new byte[1], "Content-Encoding", "gzip"));
  }

  @Test
  void read_ofTooMuch_isRefusedBeforeItIsMade() throws Exception {
    board = Boards.of(100);
    assertRefused(422, "fewer series", post(request(query(NOW, Long.MAX_VALUE, NAME))));
  }

  @Test
  void read_aPatternMadeToHang_doesNot() throws Exception {
    var hostile = new LabelMatcher(Type.REGEX, "pod", "(c*)*(a*)*(r|r)*x");
    assertThat(read(NOW, NOW, NAME, hostile).series).isEmpty();
  }

  @Test
  void read_whileAllPlacesAreTaken_isRefusedAtOnce() throws Exception {
    server.stop();
    var inside = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var door =
        new ReadDoor(
            new ReadLimits(1000, 1000, 1, 2, 10, 100, 1),
            () -> {
              inside.countDown();
              await(over);
              return Board.EMPTY;
            },
            new PrometheusRegistry());
    server =
        Javalin.create(
                config -> {
                  config.jsonMapper(new JavalinJackson());
                  door.mount(config);
                })
            .start("127.0.0.1", 0);
    var first =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    read(0, 1, NAME);
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                });
    inside.await();
    var second = post(request(query(0, 1, NAME)));
    over.countDown();
    first.join();
    assertRefused(429, "try again", second);
    assertThat(second.headers().firstValue("Retry-After")).isPresent();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void client_ofARefusal_isTold() {
    var hostile = new LabelMatcher(Type.REGEX, "pod", "(");
    org.assertj.core.api.Assertions.assertThatExceptionOfType(HistoryException.class)
        .isThrownBy(() -> read(NOW, NOW, NAME, hostile))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(HistoryException.Kind.REFUSED));
  }
}
