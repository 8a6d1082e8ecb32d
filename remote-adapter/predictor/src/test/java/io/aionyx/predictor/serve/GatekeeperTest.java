package io.aionyx.predictor.serve;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.aionyx.predictor.config.Secret;
import io.aionyx.predictor.config.WebConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatekeeperTest {
  private static final String HASH = BCrypt.withDefaults().hashToString(4, "secret".toCharArray());

  private static String basic(String userAndPassword) {
    return "Basic "
        + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  private static Gatekeeper keeper(WebConfig config) {
    return new Gatekeeper(() -> config);
  }

  @Test
  void admits_nothingConfigured_letsEverybodyIn() {
    assertThat(keeper(WebConfig.OPEN).admits(null)).isTrue();
  }

  @Test
  void admits_users_byTheirPasswordAlone() {
    var keeper = keeper(new WebConfig(null, Map.of("alice", HASH), List.of(), Map.of()));

    assertThat(keeper.admits(basic("alice:secret"))).isTrue();
    assertThat(keeper.admits(basic("alice:secret"))).isTrue();
    assertThat(keeper.admits(basic("alice:Secret"))).isFalse();
    assertThat(keeper.admits(basic("bob:secret"))).isFalse();
    assertThat(keeper.admits(basic("alice"))).isFalse();
    assertThat(keeper.admits("Basic ???")).isFalse();
    assertThat(keeper.admits("Bearer secret")).isFalse();
    assertThat(keeper.admits("secret")).isFalse();
    assertThat(keeper.admits(null)).isFalse();
  }

  @Test
  void admits_tokens_asTheFileSaysNow(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "one");
    var keeper =
        keeper(new WebConfig(null, Map.of(), List.of(new Secret.FromFile(file)), Map.of()));

    assertThat(keeper.admits("Bearer one")).isTrue();
    Files.writeString(file, "two");
    assertThat(keeper.admits("Bearer one")).isFalse();
    assertThat(keeper.admits("Bearer two")).isTrue();
    Files.delete(file);
    assertThat(keeper.admits("Bearer two")).isFalse();
  }
}
