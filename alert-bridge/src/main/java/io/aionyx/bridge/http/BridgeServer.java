package io.aionyx.bridge.http;

import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.observe.BridgeMetrics;
import io.aionyx.bridge.receive.WebhookParser;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Decisions;
import io.aionyx.bridge.store.Inbox;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.PauseSwitch;
import io.aionyx.bridge.store.StoreException;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the one port. */
public final class BridgeServer implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(BridgeServer.class);

  /** What the routes reach. */
  public record Parts(
      BridgeConfig config,
      WebConfig web,
      Database database,
      Inbox inbox,
      Ledger ledger,
      Decisions decisions,
      PauseSwitch pause,
      AuditLog audit,
      BridgeMetrics metrics,
      Leadership leadership,
      List<String> gateNames,
      InstantSource clock,
      Runnable wake) {}

  private final Parts parts;
  private final Connectors connectors;
  private final Credentials credentials;
  private final Javalin javalin;

  public BridgeServer(Parts parts) {
    this.parts = parts;
    this.connectors = new Connectors(parts.config().listen(), parts.web().tls());
    this.credentials = new Credentials(parts.config(), parts.web().basicAuthUsers());
    this.javalin =
        Javalin.create(
            config -> {
              config.showJavalinBanner = false;
              config.startupWatcherEnabled = false;
              config.useVirtualThreads = true;
              config.http.maxRequestSize = parts.config().webhook().maxBodyBytes();
              config.jetty.addConnector(connectors::connector);
            });
    routes();
  }

  private void routes() {
    BridgeConfig.Webhook limits = parts.config().webhook();
    WebhookDoor webhook =
        new WebhookDoor(
            new WebhookParser(limits.maxBodyBytes(), limits.maxDepth(), limits.maxAlerts()),
            limits.maxBodyBytes(),
            parts.inbox(),
            parts.audit(),
            parts.metrics(),
            credentials,
            parts.clock(),
            parts.wake());
    PeopleDoor people =
        new PeopleDoor(
            parts.database(),
            parts.ledger(),
            parts.decisions(),
            parts.pause(),
            parts.audit(),
            credentials,
            parts.clock(),
            parts.wake());
    Page page =
        new Page(
            parts.ledger(),
            parts.decisions(),
            parts.pause(),
            parts.audit(),
            parts.leadership(),
            parts.gateNames(),
            parts.clock());
    javalin.before(request -> request.attribute("began", System.nanoTime()));
    javalin.after(this::count);
    javalin.post("/api/v1/alertmanager", webhook::take);
    javalin.get("/api/v1/approvals", people::approvals);
    javalin.post("/api/v1/approvals", people::decide);
    javalin.get("/api/v1/history", people::history);
    javalin.post("/api/v1/pause", people::pause);
    javalin.post("/api/v1/resume", people::resume);
    javalin.get("/metrics", this::metrics);
    javalin.get("/-/healthy", request -> request.result("AIONYX bridge is healthy.\n"));
    javalin.get("/-/ready", this::ready);
    javalin.get("/", request -> readerPage(page, request));
    javalin.get("/page.css", request -> asset(request, "page.css", "text/css"));
    javalin.get("/page.js", request -> asset(request, "page.js", "text/javascript"));
    errors();
  }

  private void errors() {
    javalin.exception(HttpResponseException.class, (e, request) -> refuse(request, e));
    javalin.exception(StoreException.class, (e, request) -> unavailable(request, e));
    javalin.exception(UncheckedIOException.class, (e, request) -> unavailable(request, e));
  }

  private static void refuse(Context request, HttpResponseException e) {
    String type = e.getStatus() / 100 == 4 ? "bad_data" : "internal";
    request
        .status(e.getStatus())
        .contentType("application/json")
        .result(Json.write(Errors.body(type, String.valueOf(e.getMessage()))));
  }

  private static void unavailable(Context request, RuntimeException e) {
    logger.error("{} {} is not possible now", request.method(), request.path(), e);
    request
        .status(503)
        .contentType("application/json")
        .result(Json.write(Errors.body("unavailable", "storage is not available")));
  }

  private void readerPage(Page page, Context request) {
    credentials.requireReader(request);
    page.show(request);
  }

  private void count(Context request) {
    Long began = request.attribute("began");
    Duration took = Duration.ofNanos(System.nanoTime() - (began == null ? 0 : began));
    parts.metrics().served(request.endpointHandlerPath(), request.statusCode(), took);
  }

  /** Not ready while another replica leads, so that a Service sends alerts to the leader only. */
  private void ready(Context request) {
    Leadership.Standing standing = parts.leadership().standing();
    request
        .status(standing.leader() ? 200 : 503)
        .result(standing.leader() ? "AIONYX bridge is ready.\n" : "Another replica leads.\n");
  }

  private void metrics(Context request) throws IOException {
    var writer = ExpositionFormats.init().findWriter(request.header("Accept"));
    request.contentType(writer.getContentType());
    writer.write(request.outputStream(), parts.metrics().registry().scrape());
  }

  private static void asset(Context request, String name, String type) throws IOException {
    try (InputStream in = Objects.requireNonNull(BridgeServer.class.getResourceAsStream(name))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      request.contentType(type + "; charset=utf-8").result(text);
    }
  }

  public BridgeServer start() {
    javalin.start();
    return this;
  }

  /** The port in use, also when 0 was asked for. */
  public int port() {
    return javalin.port();
  }

  /** Takes exchanged certificates into use. */
  public void reloadCertificates() {
    try {
      connectors.reload();
    } catch (Exception e) { // Jetty declares no narrower type
      logger.error("certificates are broken, the old ones stay", e);
    }
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
