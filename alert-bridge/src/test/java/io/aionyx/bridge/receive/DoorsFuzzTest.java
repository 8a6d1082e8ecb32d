package io.aionyx.bridge.receive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.ConfigException;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.domain.UntrustedLabelException;
import io.aionyx.bridge.sim.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Whatever comes in, only the named refusals come out. */
final class DoorsFuzzTest {

  private static final WebhookParser PARSER = new WebhookParser(1 << 20, 32, 1000);

  @FuzzTest
  void webhook_anyBytes_areUnderstoodOrRefused(byte[] body) {
    try {
      PARSER.parse(body).alerts().forEach(alert -> target(alert.labels()));
    } catch (RefusedException e) {
      if (e.status() != 400 && e.status() != 413) {
        throw new AssertionError("unexpected status " + e.status(), e);
      }
    }
  }

  private static void target(Map<String, String> labels) {
    try {
      Target target = Target.of(labels, Target.KINDS);
      if (!target.key().matches("[\\x21-\\x7e]+")) {
        throw new AssertionError("hostile text came through: " + target.key());
      }
    } catch (UntrustedLabelException e) {
      return; // refused, as it should be
    }
  }

  @FuzzTest
  void configuration_anyText_isReadOrRefused(byte[] text) {
    try {
      BridgeConfig.read(YamlDoor.parse("fuzz", new String(text, StandardCharsets.UTF_8), Map.of()));
    } catch (ConfigException e) {
      if (e.getMessage() == null || !e.getMessage().startsWith("fuzz")) {
        throw new AssertionError("an error must name its source: " + e.getMessage(), e);
      }
    }
  }

  @FuzzTest
  void snapshotOfACluster_anyText_isReadOrRefused(byte[] text) {
    try {
      Snapshot.parse("fuzz", new String(text, StandardCharsets.UTF_8));
    } catch (ConfigException e) {
      if (e.getMessage() == null || !e.getMessage().startsWith("fuzz")) {
        throw new AssertionError("an error must name its source: " + e.getMessage(), e);
      }
    }
  }
}
