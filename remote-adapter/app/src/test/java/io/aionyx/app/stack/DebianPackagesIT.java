package io.aionyx.app.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianPackagesIT {
  @TempDir Path directory;

  @Test
  void locate_withAnEmptyPath_unpacksAProgramThatRuns() {
    Toolbox toolbox = new Toolbox(List.of(), new DebianPackages(directory));

    switch (toolbox.locate(Tool.NODE_EXPORTER)) {
      case Located.Missing missing -> throw Peers.skip(missing.reason());
      case Located.Found found ->
          assertThat(Command.run(found.program(), List.of("--version")).output())
              .contains("node_exporter, version");
    }
  }
}
