package io.aionyx.predictor.receive;

import static io.aionyx.predictor.receive.ComplianceCase.accepted;
import static io.aionyx.predictor.receive.ComplianceCase.refused;
import static io.aionyx.predictor.receive.Requests.NOW_MILLIS;
import static io.aionyx.predictor.receive.Requests.body;
import static io.aionyx.predictor.receive.Requests.histogram;
import static io.aionyx.predictor.receive.Requests.series;
import static io.aionyx.predictor.receive.Requests.start;

import io.aionyx.predictor.receive.ComplianceCase.Written;
import io.aionyx.wire.MetricMetadata;
import io.aionyx.wire.NativeHistogram;
import io.aionyx.wire.NativeHistogram.Counts;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.StaleMarker;
import io.aionyx.wire.WriteEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The requests by which receivers of remote-write are judged, as data: what senders send, what they
 * must not send, and the one right answer to each.
 */
final class ComplianceCases {
  private static final Map<String, Double> VALUES = new LinkedHashMap<>();
  private static final Map<String, String[]> GOOD_LABELS = new LinkedHashMap<>();
  private static final Map<String, String[]> BAD_LABELS = new LinkedHashMap<>();

  static {
    VALUES.put("one", 1.0);
    VALUES.put("zero", 0.0);
    VALUES.put("stale marker", StaleMarker.VALUE);
    VALUES.put("NaN", Double.NaN);
    VALUES.put("+Inf", Double.POSITIVE_INFINITY);
    VALUES.put("-Inf", Double.NEGATIVE_INFINITY);

    GOOD_LABELS.put("a name only", new String[] {"__name__", "up"});
    GOOD_LABELS.put(
        "job and instance",
        new String[] {"__name__", "up", "instance", "localhost:9090", "job", "test"});
    GOOD_LABELS.put("newlines in a value", new String[] {"__name__", "up", "job", "test\njob\n"});
    GOOD_LABELS.put(
        "dots in names", new String[] {"__name__", "resource.cpu.usage", "job.name", "test"});
    GOOD_LABELS.put(
        "spaces in names", new String[] {"__name__", "resource cpu usage", "job name", "test"});
    GOOD_LABELS.put("text beyond ASCII", new String[] {"__name__", "température", "région", "🌍"});
    GOOD_LABELS.put("labels out of order", new String[] {"job", "b", "__name__", "up", "a", "c"});
    GOOD_LABELS.put("an empty value", new String[] {"__name__", "up", "gone", ""});

    BAD_LABELS.put("missing_name", new String[] {"instance", "localhost:9090", "job", "test"});
    BAD_LABELS.put("missing_name, empty name", new String[] {"__name__", "", "job", "test"});
    BAD_LABELS.put("missing_name, no labels", new String[] {});
    BAD_LABELS.put("duplicate_label", new String[] {"__name__", "up", "a", "1", "a", "2"});
    BAD_LABELS.put("empty_label_name", new String[] {"", "x", "__name__", "up"});
    BAD_LABELS.put("value_too_long", new String[] {"__name__", "up", "a", "v".repeat(2049)});
    BAD_LABELS.put("name_too_long", new String[] {"__name__", "up", "a".repeat(1025), "v"});
  }

  private final List<ComplianceCase> cases = new ArrayList<>();

  static List<ComplianceCase> all() {
    ComplianceCases all = new ComplianceCases();
    for (RemoteWrite version : RemoteWrite.values()) {
      all.samples(version);
      all.badLabels(version);
      all.timestamps(version);
      all.batches(version);
      all.exemplars(version);
      all.histograms(version);
      all.metadata(version);
      all.corruptBodies(version);
      all.encodings(version);
    }
    all.contentTypes();
    all.only2();
    return all.cases;
  }

  private void samples(RemoteWrite version) {
    VALUES.forEach(
        (value, number) ->
            GOOD_LABELS.forEach(
                (shape, labels) ->
                    cases.add(
                        accepted(
                            value + " with " + shape,
                            version,
                            body(version, series(number, labels)),
                            new Written(1, 0, 0)))));
  }

  private void badLabels(RemoteWrite version) {
    BAD_LABELS.forEach(
        (fault, labels) -> {
          String reason = fault.split(",", 2)[0];
          Consumer<WriteEncoder> bad = series(1, labels);
          Consumer<WriteEncoder> good = series(2, "__name__", "good");
          cases.add(refused(fault, version, body(version, bad), Written.NOTHING, reason));
          cases.add(
              refused(
                  fault + " among good ones",
                  version,
                  body(version, good.andThen(bad).andThen(good).andThen(good)),
                  new Written(3, 0, 0),
                  reason));
        });
  }

  private void timestamps(RemoteWrite version) {
    Map<String, Long> good = new LinkedHashMap<>();
    good.put("an hour ago", -3_600_000L);
    good.put("9.9 minutes ahead", 594_000L);
    good.put("10 minutes ahead", 600_000L);
    good.forEach(
        (when, offset) ->
            cases.add(
                accepted(
                    when,
                    version,
                    body(version, Requests.at(NOW_MILLIS + offset, "__name__", "up")),
                    new Written(1, 0, 0))));
    for (long minutes : new long[] {11, 30, 61}) {
      byte[] body = body(version, Requests.at(NOW_MILLIS + minutes * 60_000, "__name__", "up"));
      String name = minutes + " minutes ahead";
      cases.add(refused(name, version, body, Written.NOTHING, "too_far_ahead"));
    }
    byte[] old = body(version, Requests.at(NOW_MILLIS - 86_400_000, "__name__", "up"));
    cases.add(refused("a day ago", version, old, Written.NOTHING, "too_old"));
    byte[] first = body(version, Requests.at(0, "__name__", "up"));
    cases.add(refused("timestamp 0", version, first, Written.NOTHING, "too_old"));
  }

  private void batches(RemoteWrite version) {
    cases.add(accepted("nothing", version, body(version, none -> {}), Written.NOTHING));
    for (int size : new int[] {2, 4, 50, 2000}) {
      byte[] body =
          body(
              version,
              request -> {
                for (int i = 0; i < size; i++) {
                  series(i, "__name__", "counter_" + i % 50, "series", "s" + i).accept(request);
                }
              });
      cases.add(accepted(size + " series", version, body, new Written(size, 0, 0)));
    }
    byte[] run =
        body(
            version,
            request -> {
              start(request, "__name__", "up");
              for (int i = 0; i < 20; i++) {
                request.sample(NOW_MILLIS - 15_000L * i, i);
              }
              request.endSeries();
            });
    cases.add(accepted("20 samples of a series", version, run, new Written(20, 0, 0)));
    byte[] twice = body(version, series(1, "__name__", "up").andThen(series(1, "__name__", "up")));
    cases.add(accepted("the same series twice", version, twice, new Written(2, 0, 0)));
    byte[] own = body(version, series(1, "__name__", "aionyx_failure_probability"));
    ComplianceCase back = accepted("our own series", version, own, new Written(1, 0, 0));
    cases.add(withKept(back, 0));
    cases.add(accepted("labels shuffled", version, shuffled(version), new Written(40, 0, 0)));
  }

  private static ComplianceCase withKept(ComplianceCase it, int kept) {
    return new ComplianceCase(
        it.name(),
        it.contentType(),
        it.contentEncoding(),
        it.body(),
        it.status(),
        it.reasons(),
        it.written(),
        kept);
  }

  /** One series in forty orders, as a sender that keeps labels in a hash map sends it. */
  private static byte[] shuffled(RemoteWrite version) {
    List<String> names = new ArrayList<>(List.of("__name__", "a", "b", "c", "d", "e"));
    Random random = new Random(8);
    return body(
        version,
        request -> {
          for (int i = 0; i < 40; i++) {
            Collections.shuffle(names, random);
            request.startSeries();
            names.forEach(name -> request.label(name, "v" + name));
            request.sample(NOW_MILLIS, i).endSeries();
          }
        });
  }

  private void exemplars(RemoteWrite version) {
    Map<String, String[]> labels = new LinkedHashMap<>();
    labels.put("trace id", new String[] {"trace_id", "abc123def456"});
    labels.put("trace and span", new String[] {"trace_id", "xyz789", "span_id", "span123"});
    labels.put("no trace id", new String[] {"user_id", "user123"});
    labels.put("no labels", new String[] {});
    labels.put("special characters", new String[] {"trace_id", "trace-with_.123\n\"\\"});
    labels.put("text beyond ASCII", new String[] {"trace_id", "测试"});
    labels.forEach(
        (shape, pairs) ->
            cases.add(
                accepted(
                    "exemplar, " + shape,
                    version,
                    body(version, withExemplars(1, pairs)),
                    new Written(1, 0, 1))));
    VALUES.forEach(
        (value, number) ->
            cases.add(
                accepted(
                    "exemplar of value " + value,
                    version,
                    body(
                        version,
                        request -> {
                          start(request, "__name__", "up");
                          request.sample(NOW_MILLIS, number);
                          request.exemplar(NOW_MILLIS, number, "trace_id", "t").endSeries();
                        }),
                    new Written(1, 0, 1))));
    byte[] several = body(version, withExemplars(3, "trace_id", "t"));
    cases.add(accepted("three exemplars", version, several, new Written(1, 0, 3)));
    byte[] nameless =
        body(
            version,
            request -> {
              start(request, "job", "test");
              request.sample(NOW_MILLIS, 1).exemplar(NOW_MILLIS, 1, "a", "b").endSeries();
            });
    cases.add(
        refused("exemplar without a name", version, nameless, Written.NOTHING, "missing_name"));
    byte[] alone =
        body(
            version,
            request -> {
              start(request, "__name__", "orphan");
              request.exemplar(NOW_MILLIS, 42, "trace_id", "t").endSeries();
            });
    cases.add(accepted("exemplar without sample", version, alone, new Written(0, 0, 1)));
  }

  private static Consumer<WriteEncoder> withExemplars(int count, String... labels) {
    return request -> {
      start(request, "__name__", "http_requests_total", "job", "api");
      request.sample(NOW_MILLIS, 1);
      for (int i = 0; i < count; i++) {
        request.exemplar(NOW_MILLIS - 60_000L * i, i, labels);
      }
      request.endSeries();
    };
  }

  private void histograms(RemoteWrite version) {
    Map<String, NativeHistogram> good = new LinkedHashMap<>();
    good.put("integer", Requests.exponential(Counts.INTEGER, 10, 1, 2, 3));
    good.put("float", Requests.exponential(Counts.FLOAT, 10, 1.5, 2, 3));
    good.put("negative buckets", Requests.withNegativeBuckets(4, 5));
    good.put("zero bucket only", Requests.exponential(Counts.INTEGER, 3));
    good.put("empty", Requests.exponential(Counts.INTEGER, 0));
    good.put("custom buckets", Requests.customBuckets(new double[] {0.1, 1, 10}, 3, 2, 1, 1));
    good.forEach(
        (shape, histogram) ->
            cases.add(
                accepted(
                    "histogram, " + shape,
                    version,
                    body(version, histogram(histogram, "__name__", "h")),
                    new Written(0, 1, 0))));
    byte[] bad = body(version, histogram(Requests.badCount(), "__name__", "h"));
    cases.add(refused("histogram, bad count", version, bad, Written.NOTHING, "invalid_histogram"));
    NativeHistogram whole = good.get("integer");
    byte[] mixed =
        body(
            version,
            histogram(whole, "__name__", "a")
                .andThen(histogram(Requests.badCount(), "__name__", "b"))
                .andThen(series(1, "__name__", "c")));
    cases.add(
        refused(
            "histogram, bad count among good ones",
            version,
            mixed,
            new Written(1, 1, 0),
            "invalid_histogram"));
    byte[] nameless = body(version, histogram(whole, "job", "x"));
    cases.add(
        refused("histogram without a name", version, nameless, Written.NOTHING, "missing_name"));
    byte[] many =
        body(
            version,
            request -> {
              for (int i = 0; i < 50; i++) {
                start(request, "__name__", "h" + i);
                request.histogram(whole).exemplar(NOW_MILLIS, i, "trace_id", "t").endSeries();
              }
            });
    cases.add(accepted("50 histograms", version, many, new Written(0, 50, 50)));
  }

  private void metadata(RemoteWrite version) {
    for (MetricMetadata.Type type : MetricMetadata.Type.values()) {
      MetricMetadata metadata =
          new MetricMetadata("up", type, "Help with\nnewlines, \"quotes\", äöü", "bytes/sec");
      byte[] body =
          version == RemoteWrite.V1
              ? body(version, request -> request.metadata(metadata))
              : body(version, withMetadata(metadata));
      Written written = new Written(version == RemoteWrite.V1 ? 0 : 1, 0, 0);
      cases.add(accepted("metadata " + type, version, body, written));
    }
  }

  private static Consumer<WriteEncoder> withMetadata(MetricMetadata metadata) {
    return request -> {
      start(request, "__name__", "up");
      request.sample(NOW_MILLIS, 1).metadata(metadata).endSeries();
    };
  }

  private void corruptBodies(RemoteWrite version) {
    byte[] good = body(version, series(1, "__name__", "up", "job", "test"));
    byte[] zero = good.clone();
    zero[0] = '0';
    cases.add(refused("first byte '0'", version, zero, Written.NOTHING, "snappy_corrupt"));
    byte[] high = good.clone();
    high[0] = (byte) 0xff;
    cases.add(refused("first byte 0xff", version, high, Written.NOTHING, "snappy_corrupt"));
    cases.add(refused("no body", version, new byte[0], Written.NOTHING, "snappy_corrupt"));
    byte[] cut = Arrays.copyOf(good, good.length - 3);
    cases.add(refused("cut body", version, cut, Written.NOTHING, "snappy_corrupt"));
    byte[] text = Requests.snappy("not protobuf".getBytes(StandardCharsets.UTF_8));
    cases.add(refused("text in snappy", version, text, Written.NOTHING, "proto_invalid"));
    RemoteWrite other = version == RemoteWrite.V1 ? RemoteWrite.V2 : RemoteWrite.V1;
    byte[] foreign = body(other, series(1, "__name__", "up"));
    cases.add(refused("other version", version, foreign, Written.NOTHING, "wrong_schema"));
  }

  private void encodings(RemoteWrite version) {
    byte[] body = body(version, series(1, "__name__", "up"));
    for (String encoding : new String[] {"", "Snappy", "SNAPPY"}) {
      cases.add(headers(version, version.contentType(), encoding, body, 204));
    }
    for (String encoding : new String[] {"gzip", "deflate", "zstd", "br", "identity"}) {
      cases.add(headers(version, version.contentType(), encoding, body, 415));
    }
  }

  private void contentTypes() {
    byte[] v1 = body(RemoteWrite.V1, series(1, "__name__", "up"));
    byte[] v2 = body(RemoteWrite.V2, series(1, "__name__", "up"));
    String plain = "application/x-protobuf";
    for (String type :
        new String[] {
          "",
          plain,
          "Application/X-Protobuf",
          plain + ";proto=prometheus.WriteRequest",
          plain + "; charset=utf-8"
        }) {
      cases.add(headers(RemoteWrite.V1, type, "snappy", v1, 204));
    }
    String named = plain + "; proto=\"io.prometheus.write.v2.Request\"";
    cases.add(headers(RemoteWrite.V2, named, "snappy", v2, 204));
    for (String type :
        new String[] {
          "application/json",
          "image/png",
          "text/plain",
          "application/octet-stream",
          plain + ";proto=io.prometheus.write.v3.Request",
          plain + ";proto="
        }) {
      cases.add(headers(RemoteWrite.V1, type, "snappy", v1, 415));
    }
  }

  private static ComplianceCase headers(
      RemoteWrite version, String type, String encoding, byte[] body, int status) {
    boolean good = status == 204;
    String reason = encoding.equalsIgnoreCase("snappy") ? "content_type" : "content_encoding";
    return new ComplianceCase(
        version.label() + " as \"" + type + "\" in \"" + encoding + '"',
        type,
        encoding,
        body,
        status,
        good ? List.of() : List.of(reason),
        good ? new Written(1, 0, 0) : Written.NOTHING,
        good ? 1 : 0);
  }

  /** What only 2.0 can say. */
  private void only2() {
    RemoteWrite version = RemoteWrite.V2;
    byte[] since =
        body(
            version,
            request -> {
              start(request, "__name__", "http_requests_total", "job", "api");
              request.sample(NOW_MILLIS, 250, NOW_MILLIS - 7_200_000).endSeries();
            });
    cases.add(accepted("start timestamp", version, since, new Written(1, 0, 0)));
    byte[] empty =
        body(version, request -> request.startSeries().label("__name__", "x").endSeries());
    cases.add(refused("series with nothing", version, empty, Written.NOTHING, "no_samples"));
    byte[] orphan =
        body(
            version,
            request -> {
              start(request, "__name__", "orphan");
              request
                  .metadata(new MetricMetadata("", MetricMetadata.Type.COUNTER, "h", "u"))
                  .endSeries();
            });
    cases.add(accepted("metadata without samples", version, orphan, Written.NOTHING));
    byte[] both =
        body(
            version,
            request -> {
              start(request, "__name__", "both");
              request.sample(NOW_MILLIS, 1);
              request.histogram(Requests.exponential(Counts.INTEGER, 1)).endSeries();
            });
    cases.add(refused("both kinds in a series", version, both, Written.NOTHING, "mixed_samples"));
    byte[] several =
        body(
            version,
            series(1, "job", "nameless")
                .andThen(Requests.at(1, "__name__", "ancient"))
                .andThen(series(1, "__name__", "good")));
    cases.add(
        refused(
            "several faults", version, several, new Written(1, 0, 0), "missing_name", "too_old"));
  }
}
