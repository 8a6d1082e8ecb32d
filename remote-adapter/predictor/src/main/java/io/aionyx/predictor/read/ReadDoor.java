package io.aionyx.predictor.read;

import io.aionyx.predictor.outlook.Board;
import io.aionyx.wire.ChunkedReadWriter;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.ReadRequest.ResponseType;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRouting;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/read}: forecasts, by Prometheus' remote-read protocol, in the first form that
 * the client accepts.
 *
 * <p>Answers 200, also where nothing matches; 400 for what cannot be read, 413 and 422 for what is
 * too large to take or to answer, 415 for what is no remote-read, and at once 429 with {@code
 * Retry-After} while as many as allowed are worked on.
 */
public final class ReadDoor {
  public static final String PATH = "/api/v1/read";

  private static final Logger LOG = LoggerFactory.getLogger(ReadDoor.class);
  private static final Set<HandlerType> OTHER_METHODS =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.PUT, HandlerType.DELETE);

  private final ReadLimits limits;
  private final Reading reading;
  private final Supplier<Board> board;
  private final Semaphore places;
  private final Counter requests;

  /**
   * @param board everything that is known, as of now
   */
  public ReadDoor(ReadLimits limits, Supplier<Board> board, PrometheusRegistry registry) {
    this.limits = limits;
    this.reading = new Reading(limits);
    this.board = board;
    this.places = new Semaphore(limits.atOnce());
    this.requests =
        Counter.builder()
            .name("aionyx_remote_read_requests")
            .help("Remote-read requests, by result success or the reason of the refusal.")
            .labelNames("result")
            .withoutExemplars()
            .register(registry);
    requests.initLabelValues("success");
  }

  public void mount(JavalinConfig config) {
    config.router.mount(this::addRoutes);
  }

  private void addRoutes(JavalinDefaultRouting router) {
    router.post(PATH, this::read);
    for (HandlerType method : OTHER_METHODS) {
      router.addHttpHandler(method, PATH, ReadDoor::refuseMethod);
    }
  }

  private void read(Context context) {
    try {
      if (!places.tryAcquire()) {
        context.header("Retry-After", "1");
        throw new Refused(
            429, "overloaded", limits.atOnce() + " requests are being worked on, try again");
      }
      try {
        answer(context);
      } finally {
        places.release();
      }
      requests.labelValues("success").inc();
    } catch (Refused e) {
      refuse(context, e);
    } catch (IOException e) {
      LOG.debug("a remote-read client went away: {}", e.getMessage());
      requests.labelValues("client_gone").inc();
    }
  }

  private void answer(Context context) throws Refused, IOException {
    Reading.check(context.header("Content-Type"), context.header("Content-Encoding"));
    ReadRequest request = reading.request(body(context));
    List<Found> found = reading.find(request, board.get());
    boolean streamed =
        !request.accepted().isEmpty()
            && request.accepted().getFirst() == ResponseType.STREAMED_XOR_CHUNKS;
    context.status(200);
    if (streamed) {
      context.contentType(ChunkedReadWriter.CONTENT_TYPE);
      var out = new BufferedOutputStream(context.res().getOutputStream(), 64 << 10);
      Answers.stream(found, out);
      out.flush();
    } else {
      context.contentType(ReadRequest.CONTENT_TYPE).header("Content-Encoding", "snappy");
      context.res().getOutputStream().write(Answers.samples(found));
    }
  }

  private byte[] body(Context context) throws Refused, IOException {
    if (context.req().getContentLengthLong() > limits.bodyBytes()) {
      throw tooLarge();
    }
    byte[] body = context.req().getInputStream().readNBytes(limits.bodyBytes() + 1);
    if (body.length > limits.bodyBytes()) {
      throw tooLarge();
    }
    return body;
  }

  private Refused tooLarge() {
    return new Refused(
        413, "body_too_large", "at most " + limits.bodyBytes() + " bytes are accepted");
  }

  private void refuse(Context context, Refused e) {
    requests.labelValues(e.reason).inc();
    context
        .status(e.status)
        .json(
            Map.of(
                "status",
                "error",
                "errorType",
                e.status == 429 ? "unavailable" : "bad_data",
                "error",
                String.valueOf(e.getMessage())));
  }

  private static void refuseMethod(Context context) {
    context.header("Allow", "POST").status(405);
    context.contentType("text/plain; charset=utf-8").result("only POST is accepted\n");
  }
}
