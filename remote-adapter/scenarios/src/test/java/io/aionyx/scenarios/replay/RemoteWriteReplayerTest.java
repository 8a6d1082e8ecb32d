package io.aionyx.scenarios.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import io.aionyx.wire.RemoteWrite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteWriteReplayerTest {
  private static final World WORLD =
      World.of(WorldSpec.of(3).withSize(2, 8).withDuration(Duration.ofHours(1)));

  private final List<Integer> answers = new ArrayList<>();
  private final MessageDigest received = sha256();
  private int requests;
  private String contentType = "";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/write",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          int status = answers.isEmpty() ? 204 : answers.remove(0);
          requests++;
          if (status == 204) {
            received.update(body);
          }
          contentType = exchange.getRequestHeaders().getFirst("Content-Type");
          byte[] text = status == 204 ? new byte[0] : "no thanks".getBytes();
          exchange.sendResponseHeaders(status, status == 204 ? -1 : text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void replay_sendsEverySample_inTheSameBytesEachTime() {
    var first = replay(ReplaySettings.to(url()));
    byte[] bytes = received.digest();
    var second = replay(ReplaySettings.to(url()));
    assertThat(received.digest()).isEqualTo(bytes);
    assertThat(first.samples()).isEqualTo(second.samples()).isGreaterThan(50_000);
    assertThat(first.requests()).isEqualTo((first.samples() + 1999) / 2000);
  }

  @Test
  void replay_answered503_triesAgain() {
    answers.addAll(List.of(204, 503, 429, 204));
    var progress = replay(ReplaySettings.to(url()));
    assertThat(progress.retries()).isEqualTo(2);
    assertThat(requests).isEqualTo((int) progress.requests() + 2);
  }

  @Test
  void replay_answered400_saysWhatWasRefused() {
    answers.add(400);
    assertThatThrownBy(() -> replay(ReplaySettings.to(url())))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("400 no thanks");
  }

  @Test
  void replay_nobodyListening_givesUp() {
    server.stop(0);
    assertThatThrownBy(() -> replay(ReplaySettings.to(url())))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("9 attempts");
  }

  @Test
  void replay_atASpeed_takesTheHistorysTimeDividedByIt() {
    var pace = new VirtualPace();
    new RemoteWriteReplayer(ReplaySettings.to(url()).withSpeed(60), pace).replay(WORLD, p -> {});
    assertThat(Duration.ofNanos(pace.nanos))
        .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
  }

  @Test
  void replay_of20_saysSo() {
    replay(ReplaySettings.to(url()).withVersion(RemoteWrite.V2));
    assertThat(contentType).isEqualTo(RemoteWrite.V2.contentType());
  }

  private static ReplayProgress replay(ReplaySettings settings) {
    return new RemoteWriteReplayer(settings, new VirtualPace()).replay(WORLD, progress -> {});
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/write");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Time passes only where it is waited for. */
  private static final class VirtualPace implements Pace {
    private long nanos;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void pause(long nanos) {
      this.nanos += nanos;
    }
  }
}
