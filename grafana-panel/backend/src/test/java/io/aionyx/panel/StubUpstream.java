package io.aionyx.panel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.aionyx.grafana.process.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A service that answers as told, and remembers what it was asked. */
final class StubUpstream implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** A request as it arrived. */
  record Asked(String method, String target, String token, String onBehalfOf, String body) {}

  private StubUpstream(HttpServer server) {
    this.server = server;
    server.setExecutor(calls);
    server.createContext("/", this::answer);
    server.start();
  }

  static StubUpstream start() throws IOException {
    return new StubUpstream(HttpServer.create(anyPort(), 0));
  }

  static StubUpstream startWithTls(SelfSigned identity)
      throws IOException, GeneralSecurityException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(identity)));
    return new StubUpstream(server);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static SSLContext tls(SelfSigned identity) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", identity.key(), new char[0], new X509Certificate[] {identity.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  StubUpstream on(String path, HttpHandler handler) {
    handlers.put(path, handler);
    return this;
  }

  StubUpstream json(String path, String body) {
    return on(path, exchange -> send(exchange, 200, "application/json", body));
  }

  StubUpstream status(String path, int status, String type, String body) {
    return on(path, exchange -> send(exchange, status, type, body));
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            String.valueOf(exchange.getRequestHeaders().getFirst("X-Aionyx-On-Behalf-Of")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    HttpHandler none = missing -> send(missing, 404, "application/json", "{\"error\":\"none\"}");
    handlers.getOrDefault(exchange.getRequestURI().getPath(), none).handle(exchange);
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    calls.shutdownNow();
  }
}
