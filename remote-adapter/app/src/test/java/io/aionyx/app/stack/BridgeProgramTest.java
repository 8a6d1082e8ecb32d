package io.aionyx.app.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeProgramTest {
  @TempDir Path directory;

  @Test
  void locate_inTheCheckoutAndOnThePath_takesTheCheckouts() throws IOException {
    Path own = program(directory.resolve("checkout/alert-bridge/bin"), "exit 0");
    Path other = program(directory.resolve("usr"), "exit 0");
    String path = "/nowhere:" + other.getParent();

    assertThat(BridgeProgram.locate(Optional.of(directory.resolve("checkout")), path))
        .isEqualTo(new Located.Found(own));
    assertThat(BridgeProgram.locate(Optional.empty(), path)).isEqualTo(new Located.Found(other));
  }

  @Test
  void locate_nowhere_saysWhereItLooked() {
    assertThat(BridgeProgram.locate(Optional.of(directory), "/nowhere"))
        .isInstanceOfSatisfying(
            Located.Missing.class, missing -> assertThat(missing.reason()).contains("PATH"));
  }

  @Test
  void prepare_launcherThatFails_isNotPassedOver() throws IOException {
    Path broken = program(directory, "exit 7");

    assertThatThrownBy(() -> BridgeProgram.prepare(broken)).hasMessageContaining("ended with 7");
  }

  private static Path program(Path folder, String script) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("aionyx-bridge"), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
