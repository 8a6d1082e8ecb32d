package io.aionyx.predictor.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A target that answers as told and remembers what it was asked; 204 when nothing was told. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final List<Request> seen = new CopyOnWriteArrayList<>();

  record Told(int status, Map<String, String> headers, String body) {}

  record Request(Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/write", this::answer);
    server.start();
  }

  Receiver tell(int status, Map<String, String> headers) {
    told.add(new Told(status, headers, "told so"));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var request =
        new Request(
            Map.copyOf(exchange.getRequestHeaders()), exchange.getRequestBody().readAllBytes());
    Told answer = told.poll();
    seen.add(request);
    requests.add(request);
    if (answer == null) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean empty = answer.status() == 204;
      exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
      if (!empty) {
        exchange.getResponseBody().write(body);
      }
    }
    exchange.close();
  }

  /** The next requests, in order. */
  List<Request> await(int count) throws InterruptedException {
    var found = new ArrayList<Request>();
    while (found.size() < count) {
      Request next = requests.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("only " + found.size() + " of " + count + " requests came");
      }
      found.add(next);
    }
    return found;
  }

  int count() {
    return seen.size();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/write");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
