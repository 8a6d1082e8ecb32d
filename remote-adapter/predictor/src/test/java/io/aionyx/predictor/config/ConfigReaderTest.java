package io.aionyx.predictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.core.forecast.Occasion;
import io.aionyx.predictor.config.Config.Authorization;
import io.aionyx.predictor.config.Config.ClockKind;
import io.aionyx.predictor.config.Config.Publish;
import io.aionyx.wire.RemoteWrite;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  private static Config read(String yaml) {
    return read(yaml, Map.of());
  }

  private static Config read(String yaml, Map<String, String> environment) {
    return new ConfigReader(environment).read(YamlDocument.parse("aionyx.yaml", yaml));
  }

  private static void refused(String yaml, String... words) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(words);
  }

  private static String shipped() throws Exception {
    try (InputStream in = Config.class.getResourceAsStream("/io/aionyx/predictor/aionyx.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void defaults_areThoseOfTheCommentedFile() throws Exception {
    assertThat(read(shipped())).isEqualTo(new ConfigReader(Map.of()).defaults());
  }

  @Test
  void defaults_targetIsThatOfTheCommentedFile() throws Exception {
    String uncommented =
        shipped()
            .substring(0, shipped().indexOf("# Where history is read from"))
            .replace("remote_write: []", "remote_write:")
            .replaceAll(
                "(?m)^# (- url: \\S+/write | "
                    + " (name|protocol|timeout|queue_samples|batch_samples|min_backoff|max_backoff|flush_deadline|ca_file|headers):)",
                "  $1");

    assertThat(read(uncommented).remoteWrite())
        .containsExactly(Config.Target.of(URI.create("http://prometheus:9090/api/v1/write")));
  }

  @Test
  void commentedFile_namesTheVariableOfEveryKey() throws Exception {
    var named = Pattern.compile("AIONYX_[A-Z0-9_]+").matcher(shipped());
    int names = 0;
    while (named.find()) {
      names++;
    }
    assertThat(names).isGreaterThanOrEqualTo(46);
  }

  @Test
  void everyKey_isMapped(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
    var config =
        read(
            """
            listen: 127.0.0.1:0
            web_config: web.yml
            clock: event
            evaluation_interval: 1m
            cluster: prod
            max_series: 10
            signals: signals.yaml
            models: {path: models}
            storage: {path: data, snapshot_interval: 2m, segment_bytes: 4096}
            limits:
              max_body_bytes: 1
              max_decoded_bytes: 2
              max_in_flight_bytes: 3
              body_timeout: 4s
              retry_after: 5s
              max_series_per_request: 6
              max_samples_per_request: 7
              max_label_names_per_series: 8
              max_label_name_length: 9
              max_label_value_length: 10
              known_series_bytes: 1048587
              past_grace_period: 12s
              creation_grace_period: 13s
              max_connections: 14
              header_timeout: 15s
              idle_timeout: 16s
            publish:
              pods_above: 0.2
              pods_top: 7
              contributions_above: 0.3
              contributions_top: 4
              max_series: 99
            remote_write:
              - url: https://a:1/write
                name: first
                protocol: "2.0"
                timeout: 1s
                queue_samples: 2
                batch_samples: 3
                min_backoff: 4ms
                max_backoff: 5ms
                flush_deadline: 6s
                ca_file: ca.pem
                headers: {X-Scope-OrgID: team}
                bearer_token: {token_file: %s}
              - url: http://b:2/write
                basic_auth: {username: me, password_env: PASSWORD}
            remote_read:
              - url: http://c/read
            forecast:
              signals: [pvc.used_ratio]
              max_series: 8
              max_written_series: 9
              external_labels: {prometheus: main}
              calendar:
                - start: 2026-12-25
                  like: sunday
                - start: 2026-11-27T06:00:00+01:00
                  duration: 18h
                  factor: 2.5
                  signals: [workload.requests_per_second]
              prometheus:
                url: http://d
                headers: {X-Scope-OrgID: team}
                basic_auth: {username: me, password_env: PASSWORD}
            log: {format: text, level: warn}
            """
                .formatted(token),
            Map.of("PASSWORD", "pw"));

    assertThat(config.listen().getPort()).isZero();
    assertThat(config.webConfig()).isEqualTo(Path.of("web.yml"));
    assertThat(config.clock()).isEqualTo(ClockKind.EVENT);
    assertThat(config.evaluationInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.cluster()).isEqualTo("prod");
    assertThat(config.maxSeries()).isEqualTo(10);
    assertThat(config.signals()).isEqualTo(Path.of("signals.yaml"));
    assertThat(config.models()).isEqualTo(Path.of("models"));
    assertThat(config.storage())
        .isEqualTo(new Config.Storage(Path.of("data"), Duration.ofMinutes(2), 4096));
    assertThat(config.limits())
        .isEqualTo(
            new Limits(
                1,
                2,
                3,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                6,
                7,
                8,
                9,
                10,
                1048587,
                Duration.ofSeconds(12),
                Duration.ofSeconds(13),
                14,
                Duration.ofSeconds(15),
                Duration.ofSeconds(16)));
    assertThat(config.publish()).isEqualTo(new Publish(0.2, 7, 0.3, 4, 99));
    assertThat(config.remoteRead()).containsExactly(Config.History.of(URI.create("http://c/read")));
    var forecast = config.forecast();
    assertThat(forecast.signals()).containsExactly("pvc.used_ratio");
    assertThat(forecast.maxSeries()).isEqualTo(8);
    assertThat(forecast.maxWrittenSeries()).isEqualTo(9);
    assertThat(forecast.externalLabels()).containsExactly(Map.entry("prometheus", "main"));
    assertThat(forecast.calendar())
        .containsExactly(
            new Config.Event(occasion("2026-12-25T00:00:00Z", 24, DayOfWeek.SUNDAY, 1), List.of()),
            new Config.Event(
                occasion("2026-11-27T05:00:00Z", 18, null, 2.5),
                List.of("workload.requests_per_second")));
    assertThat(forecast.calendarOf("pvc.used_ratio").occasions()).hasSize(1);
    assertThat(forecast.prometheus())
        .extracting(Config.Server::url, Config.Server::headers)
        .containsExactly(URI.create("http://d"), Map.of("X-Scope-OrgID", "team"));
    assertThat(config.log())
        .isEqualTo(new Config.Log(Config.Log.Format.TEXT, Config.Log.Level.WARN));
    assertThat(config.remoteWrite().get(0))
        .isEqualTo(
            new Config.Target(
                "first",
                URI.create("https://a:1/write"),
                RemoteWrite.V2,
                Duration.ofSeconds(1),
                2,
                3,
                Duration.ofMillis(4),
                Duration.ofMillis(5),
                Duration.ofSeconds(6),
                new Authorization.Bearer(new Secret.FromFile(token)),
                Map.of("X-Scope-OrgID", "team"),
                Path.of("ca.pem")));
    assertThat(config.remoteWrite().get(1).authorization())
        .isInstanceOfSatisfying(
            Authorization.Basic.class,
            basic -> assertThat(basic.password().value()).isEqualTo("pw"));
  }

  private static Occasion occasion(
      String start, int hours, @Nullable DayOfWeek like, double factor) {
    long millis = Instant.parse(start).toEpochMilli();
    return new Occasion(millis, millis + Duration.ofHours(hours).toMillis(), like, factor);
  }

  @Test
  void environment_winsOverTheFileAndMayAddATarget() {
    var config =
        read(
            "listen: 127.0.0.1:1\npublish: {pods_top: 3}\n",
            Map.of(
                "AIONYX_LISTEN", "127.0.0.1:2",
                "AIONYX_PUBLISH_PODS_TOP", "4",
                "AIONYX_REMOTE_WRITE_0_URL", "http://p:9090/api/v1/write"));

    assertThat(config.listen().getPort()).isEqualTo(2);
    assertThat(config.publish().podsTop()).isEqualTo(4);
    assertThat(config.remoteWrite()).extracting(Config.Target::name).containsExactly("p:9090");
  }

  @Test
  void unknownKey_isNamedWithItsLine() {
    refused("clock: wall\nlistne: 1\n", "aionyx.yaml:2", "unknown key listne");
    refused("publish:\n  pods_topp: 1\n", "aionyx.yaml:2", "pods_topp in publish");
    refused("remote_write:\n  - url: http://a/\n    foo: 1\n", "aionyx.yaml:3", "foo");
  }

  @Test
  void wrongValue_isNamedWithKeyLineAndValue() {
    refused("clock: sun\n", "aionyx.yaml:1", "clock", "wall, event", "sun");
    refused("evaluation_interval: 30\n", "evaluation_interval", "30s");
    refused("evaluation_interval: 10ms\n", "at least 1s");
    refused("publish: {pods_above: 1.5}\n", "publish.pods_above", "[0, 1]", "1.5");
    refused("publish: {pods_top: many}\n", "publish.pods_top", "whole number", "many");
    refused("listen: nowhere\n", "listen", "host:port");
    refused("listen: a:99999\n", "listen", "host:port");
    refused("models: here\n", "models", "mapping");
    refused("forecast: {calendar: [{like: sunday}]}\n", "forecast.calendar[0].start", "missing");
    refused("forecast: {calendar: [{start: tomorrow}]}\n", "start", "2026-12-25T", "tomorrow");
    refused("forecast: {calendar: [{start: 2026-12-25, like: feast}]}\n", "day of the week");
    refused("forecast: {calendar: [{start: 2026-12-25, factor: 2}]}\n", "factor needs signals");
    refused("forecast: {calendar: [{start: 2026-12-25, factor: 0, signals: [a.b]}]}\n", "above 0");
    refused("remote_write: {url: x}\n", "remote_write", "list");
    refused("remote_write:\n  - name: x\n", "remote_write[0].url", "missing");
    refused("remote_write:\n  - url: ftp://x/\n", "http or https");
    refused("remote_write:\n  - url: http://me:pw@x/\n", "credentials");
    refused("remote_write:\n  - url: http://x/\n  - url: http://x/\n", "two targets");
    refused("remote_write:\n  - url: http://x/\n    headers: {Content-Type: a}\n", "the protocol");
    refused(
        "remote_write:\n  - url: http://x/\n    min_backoff: 9s\n    max_backoff: 1s\n",
        "max_backoff");
  }

  @Test
  void wrongEnvironment_isNamedByItsVariable() {
    assertThatThrownBy(() -> read("", Map.of("AIONYX_CLOCK", "sun")))
        .hasMessageContainingAll("environment variable AIONYX_CLOCK", "sun");
  }

  @Test
  void secret_missingOrWrittenDown_isRefused() {
    String target = "remote_write:\n  - url: http://x/\n    ";
    refused(target + "bearer_token: {token_file: /no/such/file}\n", "/no/such/file");
    refused(target + "bearer_token: {token_env: NO_SUCH}\n", "NO_SUCH");
    refused(target + "bearer_token: {token: hello}\n", "token_file or token_env");
    refused(target + "basic_auth: {username: a, password: hello}\n", "password_file");
  }

  @Test
  void secret_neverShowsInText() {
    var secret = new Secret.FromEnvironment("PASSWORD", Map.of("PASSWORD", "pw-123"));

    assertThat(secret.toString()).doesNotContain("pw-123");
  }
}
