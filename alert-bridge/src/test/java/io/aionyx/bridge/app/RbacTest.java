package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The file that the chart's roles are compared with must say what the code says. */
final class RbacTest {

  @Test
  void rbacFile_equalsTheActionsOwnRules() throws IOException {
    assertThat(Files.readString(Path.of("rbac.yaml"))).isEqualTo(Rbac.text());
  }
}
