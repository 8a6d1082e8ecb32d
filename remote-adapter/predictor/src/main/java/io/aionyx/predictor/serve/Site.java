package io.aionyx.predictor.serve;

import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.WebConfig;
import io.aionyx.predictor.telemetry.Telemetry;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.json.JavalinJackson;
import io.javalin.router.JavalinDefaultRouting;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server and everything it answers except the write door, which is handed in. */
public final class Site implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Site.class);
  private static final String STARTED = "aionyx.started";
  private static final int STOP_MILLIS = 5000;

  private final Javalin javalin;
  private final @Nullable ServerTls tls;
  private volatile WebConfig web;

  /**
   * Binds the port and serves at once.
   *
   * @param door adds the write door to the server
   */
  public Site(
      Config config,
      WebConfig web,
      Status status,
      Telemetry telemetry,
      Consumer<JavalinConfig> door) {
    this.web = web;
    this.tls = web.tls() == null ? null : new ServerTls(web.tls());
    Supplier<WebConfig> current = () -> this.web;
    this.javalin =
        Javalin.create(
            javalinConfig -> {
              configure(javalinConfig, config.listen());
              javalinConfig.router.mount(
                  routes -> {
                    guard(routes, new Gatekeeper(current), current);
                    measure(routes, telemetry);
                    new Api(status).routes(routes);
                    var page = new StatusPage(status);
                    routes.get("/", ctx -> ctx.html(page.html()));
                    routes.get("/metrics", ctx -> metrics(ctx, telemetry.registry()));
                    errors(routes);
                  });
              door.accept(javalinConfig);
            });
    javalin.start();
  }

  private void configure(JavalinConfig javalinConfig, InetSocketAddress listen) {
    javalinConfig.showJavalinBanner = false;
    javalinConfig.startupWatcherEnabled = false;
    javalinConfig.http.prefer405over404 = true;
    javalinConfig.jsonMapper(new JavalinJackson());
    javalinConfig.jetty.addConnector((server, http) -> connector(server, http, listen));
    javalinConfig.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
  }

  private ServerConnector connector(
      Server server, HttpConfiguration http, InetSocketAddress listen) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(16 << 10);
    var plain = new HttpConnectionFactory(http);
    var connector =
        tls == null
            ? new ServerConnector(server, plain)
            : new ServerConnector(
                server, new SslConnectionFactory(tls.jetty(), plain.getProtocol()), plain);
    connector.setHost(listen.getHostString());
    connector.setPort(listen.getPort());
    return connector;
  }

  private static void guard(
      JavalinDefaultRouting routes, Gatekeeper gatekeeper, Supplier<WebConfig> web) {
    routes.before(
        ctx -> {
          ctx.attribute(STARTED, System.nanoTime());
          ctx.header("X-Content-Type-Options", "nosniff");
          ctx.header("X-Frame-Options", "DENY");
          ctx.header(
              "Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                  + " connect-src 'self'; img-src data:");
          web.get().headers().forEach(ctx::header);
          if (!gatekeeper.admits(ctx.header("Authorization"))) {
            ctx.header("WWW-Authenticate", "Basic realm=\"aionyx\"");
            throw new UnauthorizedResponse("not authenticated");
          }
        });
  }

  /** Counted by route, not by path: a path may be anything a stranger types. */
  private static void measure(JavalinDefaultRouting routes, Telemetry telemetry) {
    routes.after(
        ctx -> {
          Long started = ctx.attribute(STARTED);
          String handler = ctx.endpointHandlerPath();
          boolean known = handler.startsWith("/") && !handler.equals("*");
          telemetry.answered(
              known ? handler : "other",
              ctx.statusCode(),
              System.nanoTime() - (started == null ? System.nanoTime() : started));
        });
  }

  private static void metrics(Context ctx, PrometheusRegistry registry) throws IOException {
    var writer = ExpositionFormats.init().findWriter(ctx.header("Accept"));
    var body = new ByteArrayOutputStream(32 << 10);
    writer.write(body, registry.scrape());
    ctx.contentType(writer.getContentType()).result(body.toByteArray());
  }

  private static void errors(JavalinDefaultRouting routes) {
    routes.exception(
        HttpResponseException.class,
        (e, ctx) ->
            Api.error(ctx, e.getStatus(), type(e.getStatus()), String.valueOf(e.getMessage())));
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("request {} failed", ctx.path(), e);
          Api.error(ctx, 500, "internal", "unexpected failure, see the log");
        });
    routes.error(404, Site::answerUnknown);
  }

  private static void answerUnknown(Context ctx) {
    String contentType = String.valueOf(ctx.res().getContentType());
    if (!contentType.startsWith("application/json")) {
      Api.error(ctx, 404, "not_found", "nothing at " + ctx.path());
    }
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "unauthorized";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      default -> status < 500 ? "bad_data" : "internal";
    };
  }

  /** Takes up changed users, tokens, headers and certificates; TLS cannot be switched on or off. */
  public void use(WebConfig renewed) {
    if (tls != null && renewed.tls() != null) {
      tls.reload(renewed.tls());
    }
    web = renewed;
  }

  /** The port that was bound. */
  public int port() {
    return javalin.port();
  }

  public boolean encrypted() {
    return tls != null;
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
