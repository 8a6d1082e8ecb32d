package io.aionyx.grafana.serve;

import io.aionyx.grafana.FrameSender;
import io.aionyx.grafana.GrafanaPlugin;
import io.aionyx.grafana.Health;
import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.Query;
import io.aionyx.grafana.ResourceRequest;
import io.aionyx.grafana.ResourceResponse;
import io.aionyx.grafana.StreamHandler;
import io.aionyx.grafana.StreamRequest;
import io.aionyx.grafana.frame.Field;
import io.aionyx.grafana.frame.Frame;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A plugin that does everything a plugin may do, and what it should not. */
final class BusyPlugin {
  private BusyPlugin() {}

  public static void main(String[] args) {
    PluginServer.serve(plugin(), args);
  }

  static GrafanaPlugin plugin() {
    return GrafanaPlugin.builder()
        .health(BusyPlugin::health)
        .queries(BusyPlugin::query)
        .resources(BusyPlugin::call)
        .streams(new Channels())
        .metrics(() -> "busy_total 1\n")
        .build();
  }

  private static Health health(PluginContext context) {
    return context.app().isPresent()
        ? Health.ok("configured").with(Map.of("settings", context.app().get().json()))
        : Health.error("not configured");
  }

  private static List<Frame> query(PluginContext context, Query query) {
    return switch (query.type()) {
      case "bug" -> throw new IllegalStateException("a secret of the plugin");
      case "bad" -> throw PluginException.badRequest("no such metric");
      case "none" -> List.of();
      default ->
          List.of(
              Frame.of(
                  "values",
                  Field.times("time", List.of(query.range().from(), query.range().to())),
                  Field.numbers("value", 1.5, Double.NaN).labels(Map.of("by", login(context)))));
    };
  }

  private static String login(PluginContext context) {
    return context.user().map(user -> user.login()).orElse("nobody");
  }

  private static ResourceResponse call(ResourceRequest request) {
    return switch (request.path()) {
      case "whoami" -> ResourceResponse.text(200, login(request.context()));
      case "big" -> ResourceResponse.of(200, "application/octet-stream", new byte[5_000_000]);
      case "print" -> print();
      case "echo" ->
          ResourceResponse.json(
              201,
              Map.of(
                  "method", request.method(),
                  "q", request.parameter("q").orElse("none"),
                  "type", request.header("Content-Type").orElse("none"),
                  "body", request.json()));
      case "bug" -> throw new IllegalStateException("a secret of the plugin");
      default -> throw PluginException.notFound("no such page: " + request.path());
    };
  }

  private static ResourceResponse print() {
    System.out.println("this would have broken the handshake");
    System.out.println("1|2|tcp|127.0.0.1:1|grpc|");
    return ResourceResponse.text(200, "printed");
  }

  private static final class Channels implements StreamHandler {
    @Override
    public Subscription subscribe(StreamRequest request) {
      return switch (request.path()) {
        case "ticks", "flood" -> Subscription.OK;
        case "secret" -> Subscription.PERMISSION_DENIED;
        default -> Subscription.NOT_FOUND;
      };
    }

    @Override
    public void run(StreamRequest request, FrameSender sender) throws InterruptedException {
      for (long tick = 0; request.path().equals("flood") || tick < 3; tick++) {
        sender.send(
            Frame.of(
                "ticks",
                Field.times("time", List.of(Instant.ofEpochSecond(tick))),
                Field.integers("tick", tick)));
      }
      new CountDownLatch(1).await();
    }

    @Override
    public Optional<byte[]> publish(StreamRequest request) {
      return request.path().equals("ticks") ? Optional.of(request.data()) : Optional.empty();
    }
  }
}
