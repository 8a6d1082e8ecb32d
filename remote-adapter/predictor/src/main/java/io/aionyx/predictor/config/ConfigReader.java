package io.aionyx.predictor.config;

import io.aionyx.core.forecast.Occasion;
import io.aionyx.predictor.config.Config.Annotations;
import io.aionyx.predictor.config.Config.Authorization;
import io.aionyx.predictor.config.Config.ClockKind;
import io.aionyx.predictor.config.Config.Event;
import io.aionyx.predictor.config.Config.Forecasts;
import io.aionyx.predictor.config.Config.History;
import io.aionyx.predictor.config.Config.HistoryProtocol;
import io.aionyx.predictor.config.Config.Publish;
import io.aionyx.predictor.config.Config.Server;
import io.aionyx.predictor.config.Config.Storage;
import io.aionyx.predictor.config.Config.Target;
import io.aionyx.wire.RemoteWrite;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns {@code aionyx.yaml} and the environment into a {@link Config}. */
public final class ConfigReader {
  private static final Set<String> PROTOCOL_HEADERS =
      Set.of(
          "authorization",
          "content-encoding",
          "content-length",
          "content-type",
          "host",
          "user-agent",
          "x-prometheus-remote-write-version");

  private final Map<String, String> environment;

  public ConfigReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * @throws ConfigException naming file, line and key
   */
  public Config read(Path file) {
    return read(YamlDocument.read(file));
  }

  public Config defaults() {
    return read(YamlDocument.parse("defaults", ""));
  }

  public Config read(YamlNode.Mapping document) {
    Section root = Section.root(document, environment);
    var config =
        new Config(
            root.read("listen", new InetSocketAddress("0.0.0.0", 9201), ConfigReader::address),
            path(root.text("web_config", "")),
            root.choice("clock", ClockKind.WALL, ClockKind::label),
            root.duration("evaluation_interval", Duration.ofSeconds(30), Duration.ofSeconds(1)),
            root.text("cluster", ""),
            root.integer("max_series", 1_000_000, 1, Integer.MAX_VALUE),
            path(root.text("signals", "")),
            onlyPath(root.section("models")),
            storage(root.section("storage")),
            Limits.of(root.section("limits")),
            publish(root.section("publish")),
            targets(root.sections("remote_write")),
            root.sections("remote_read").stream().map(this::history).toList(),
            forecasts(root.section("forecast")),
            annotations(root.section("annotations")),
            log(root.section("log")));
    root.end();
    return config;
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = text.substring(0, colon).replace("[", "").replace("]", "");
      int port = Integer.parseInt(text.substring(colon + 1));
      return new InetSocketAddress(host.isEmpty() ? "0.0.0.0" : host, port);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException("must be host:port: was " + text, e);
    }
  }

  private static @Nullable Path path(String text) {
    return text.isBlank() ? null : Path.of(text);
  }

  private static @Nullable Path onlyPath(Section section) {
    Path path = path(section.text("path", ""));
    section.end();
    return path;
  }

  private static Storage storage(Section section) {
    var storage =
        new Storage(
            path(section.text("path", "")),
            section.duration("snapshot_interval", Duration.ofMinutes(5), Duration.ofSeconds(1)),
            section.integer("segment_bytes", 64 << 20, 1 << 10, 1 << 30));
    section.end();
    return storage;
  }

  private static Publish publish(Section section) {
    Publish defaults = Publish.DEFAULTS;
    var publish =
        new Publish(
            section.ratio("pods_above", defaults.podsAbove()),
            section.integer("pods_top", defaults.podsTop(), 0, 1_000_000),
            section.ratio("contributions_above", defaults.contributionsAbove()),
            section.integer("contributions_top", defaults.contributionsTop(), 1, 100),
            section.integer("max_series", defaults.maxSeries(), 1, 10_000_000));
    section.end();
    return publish;
  }

  private List<Target> targets(List<Section> sections) {
    var names = new HashSet<String>();
    return sections.stream()
        .map(
            section -> {
              Target target = target(section);
              if (!names.add(target.name())) {
                throw section.error("two targets are called " + target.name());
              }
              return target;
            })
        .toList();
  }

  private Target target(Section section) {
    URI url = url(section);
    Target defaults = Target.of(url);
    Duration millisecond = Duration.ofMillis(1);
    var name = section.text("name", defaults.name());
    var protocol = section.choice("protocol", defaults.protocol(), RemoteWrite::label);
    var timeout = section.duration("timeout", defaults.timeout(), millisecond);
    int queue = section.integer("queue_samples", defaults.queueSamples(), 1, 100_000_000);
    int batch = section.integer("batch_samples", defaults.batchSamples(), 1, 100_000);
    var minBackoff = section.duration("min_backoff", defaults.minBackoff(), millisecond);
    var maxBackoff = section.duration("max_backoff", defaults.maxBackoff(), millisecond);
    var flush = section.duration("flush_deadline", defaults.flushDeadline(), Duration.ZERO);
    var authorization = authorization(section);
    var headers = headers(section);
    var caFile = path(section.text("ca_file", ""));
    section.end();
    try {
      return new Target(
          name,
          url,
          protocol,
          timeout,
          queue,
          batch,
          minBackoff,
          maxBackoff,
          flush,
          authorization,
          headers,
          caFile);
    } catch (IllegalArgumentException e) {
      throw section.error(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> headers(Section section) {
    Map<String, String> headers = section.texts("headers");
    for (String name : headers.keySet()) {
      if (PROTOCOL_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        throw section.error("the header " + name + " belongs to the protocol");
      }
    }
    return headers;
  }

  private Authorization authorization(Section target) {
    Section basic = target.section("basic_auth");
    Section bearer = target.section("bearer_token");
    Authorization authorization = new Authorization.None();
    if (target.has("basic_auth")) {
      authorization =
          new Authorization.Basic(basic.required("username"), secret(basic, "password"));
      basic.end();
    }
    if (target.has("bearer_token")) {
      if (authorization instanceof Authorization.Basic) {
        throw target.error("basic_auth and bearer_token exclude each other");
      }
      authorization = new Authorization.Bearer(secret(bearer, "token"));
      bearer.end();
    }
    return authorization;
  }

  /** {@code <name>_file} or {@code <name>_env}; read once now so that a missing one stops us. */
  private Secret secret(Section section, String name) {
    String file = section.text(name + "_file", "");
    String variable = section.text(name + "_env", "");
    if (file.isEmpty() == variable.isEmpty()) {
      throw section.error("needs either " + name + "_file or " + name + "_env");
    }
    Secret secret =
        file.isEmpty()
            ? new Secret.FromEnvironment(variable, environment)
            : new Secret.FromFile(Path.of(file));
    try {
      secret.value();
    } catch (ConfigException e) {
      throw section.error(String.valueOf(e.getMessage()));
    }
    return secret;
  }

  private History history(Section section) {
    History defaults = History.of(url(section));
    var history =
        new History(
            defaults.url(),
            section.choice("protocol", defaults.protocol(), HistoryProtocol::label),
            section.duration("step", defaults.step(), Duration.ofSeconds(1)),
            section.duration("timeout", defaults.timeout(), Duration.ofMillis(1)),
            section.duration("window", defaults.window(), Duration.ZERO),
            authorization(section),
            headers(section),
            path(section.text("ca_file", "")));
    section.end();
    return history;
  }

  private Forecasts forecasts(Section section) {
    Forecasts defaults = Forecasts.DEFAULTS;
    var forecasts =
        new Forecasts(
            section.has("signals") ? section.textList("signals") : defaults.signals(),
            section.integer("max_series", defaults.maxSeries(), 0, 1_000_000),
            section.integer("max_written_series", defaults.maxWrittenSeries(), 0, 1_000_000),
            section.texts("external_labels"),
            server(section.section("prometheus")),
            section.sections("calendar").stream().map(ConfigReader::event).toList());
    section.end();
    return forecasts;
  }

  private @Nullable Annotations annotations(Section section) {
    if (section.text("url", "").isBlank()) {
      section.end();
      return null;
    }
    var annotations =
        new Annotations(
            url(section),
            section.duration("timeout", Duration.ofSeconds(10), Duration.ofMillis(1)),
            authorization(section),
            headers(section),
            path(section.text("ca_file", "")));
    section.end();
    return annotations;
  }

  /** Null where no URL is given. */
  private @Nullable Server server(Section section) {
    boolean named = !section.text("url", "").isBlank();
    var authorization = authorization(section);
    var headers = headers(section);
    var caFile = path(section.text("ca_file", ""));
    section.end();
    return named ? new Server(url(section), authorization, headers, caFile) : null;
  }

  private static Event event(Section section) {
    section.required("start");
    long start = section.read("start", 0L, ConfigReader::moment);
    var duration = section.duration("duration", Duration.ofDays(1), Duration.ofMillis(1));
    var like = section.read("like", Optional.<DayOfWeek>empty(), ConfigReader::dayOfWeek);
    double factor = section.read("factor", 1.0, Double::valueOf);
    var signals = section.textList("signals");
    section.end();
    if (factor != 1 && signals.isEmpty()) {
      throw section.error("a factor needs signals: what doubles requests does not double a disk");
    }
    try {
      long end = start + duration.toMillis();
      return new Event(new Occasion(start, end, like.orElse(null), factor), signals);
    } catch (IllegalArgumentException e) {
      throw section.error(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<DayOfWeek> dayOfWeek(String text) {
    try {
      return text.isBlank()
          ? Optional.empty()
          : Optional.of(DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be a day of the week: was " + text, e);
    }
  }

  /** A date is its midnight in UTC. */
  private static Long moment(String text) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a date, or a moment such as 2026-12-25T00:00:00+01:00: was " + text, e);
    }
  }

  private static URI url(Section section) {
    return url(section, "url");
  }

  private static URI url(Section section, String key) {
    String text = section.required(key);
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
        if (url.getUserInfo() != null) {
          throw section.error(key + " must not carry credentials; use basic_auth");
        }
        return url;
      }
    } catch (IllegalArgumentException _) {
      // told below, with the same words as for a URL of another scheme
    }
    throw section.error(key + " must be an http or https URL: was " + text);
  }

  private static Config.Log log(Section section) {
    var log =
        new Config.Log(
            section.choice("format", Config.Log.Format.JSON, Config.Log.Format::label),
            section.choice("level", Config.Log.Level.INFO, Config.Log.Level::label));
    section.end();
    return log;
  }
}
