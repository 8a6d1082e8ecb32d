package io.aionyx.predictor.receive;

import io.aionyx.wire.WireException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import org.eclipse.jetty.server.Server;

/**
 * {@code POST /api/v1/write}: remote-write 1.0 and 2.0 into an {@link Ingest}.
 *
 * <pre>{@code
 * WriteDoor door = new WriteDoor(WriteLimits.DEFAULTS, ingest, metrics, InstantSource.system());
 * Javalin.create(door::mount).start(9201);
 * }</pre>
 *
 * <p>Answers 204 when all is written, 400 with the reasons when something is not (the rest is
 * kept), 408 and 413 for bodies too slow or too large, 415 for what is no remote-write, and 429
 * with {@code Retry-After} when too much is being worked on.
 */
public final class WriteDoor {
  public static final String PATH = "/api/v1/write";

  private static final Set<HandlerType> OTHER_METHODS =
      Set.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS);

  private final WriteHandler handler;
  private final WriteLimits.Connections connections;

  /**
   * @param clock against which the age of samples is measured
   */
  public WriteDoor(WriteLimits limits, Ingest ingest, DoorMetrics metrics, InstantSource clock) {
    this.handler = new WriteHandler(limits, ingest, metrics, clock);
    this.connections = limits.connections();
  }

  /** Adds the route, and to the server the limits on connections, which hold for all its routes. */
  public void mount(JavalinConfig config) {
    config.router.mount(this::addRoutes);
    config.jetty.modifyServer(this::limitConnections);
  }

  /**
   * Forgets refs the {@link Ingest} has given up, before they serve other series. A series that
   * comes back is resolved again.
   */
  public void forget(Collection<Integer> refs) {
    handler.forget(refs);
  }

  /**
   * Takes a request of the past as it was taken then, into another {@link Ingest} than that of the
   * door.
   *
   * @throws WireException if it cannot be read, and so never was accepted
   */
  public void replay(Received received, Ingest past) throws WireException, UnavailableException {
    handler.replay(received, past);
  }

  private void addRoutes(JavalinDefaultRouting router) {
    router.post(PATH, this::write);
    for (HandlerType method : OTHER_METHODS) {
      router.addHttpHandler(method, PATH, WriteDoor::refuseMethod);
    }
  }

  private void limitConnections(Server server) {
    server.addEventListener(new ConnectionGuard(connections));
  }

  private void write(Context context) {
    try {
      WriteRequest request =
          new WriteRequest(
              context.header("Content-Type"),
              context.header("Content-Encoding"),
              context.req().getContentLengthLong(),
              context.req().getInputStream());
      send(handle(request), context);
    } catch (IOException e) {
      throw new UncheckedIOException("no body to read", e);
    }
  }

  Answer handle(WriteRequest request) {
    return handler.handle(request);
  }

  private static void send(Answer answer, Context context) {
    answer.headers().forEach(context::header);
    context.status(answer.status());
    if (!answer.text().isEmpty()) {
      context.contentType("text/plain; charset=utf-8").result(answer.text() + "\n");
    }
  }

  private static void refuseMethod(Context context) {
    context.header("Allow", "POST").status(405);
    context.contentType("text/plain; charset=utf-8").result("only POST is accepted\n");
  }
}
