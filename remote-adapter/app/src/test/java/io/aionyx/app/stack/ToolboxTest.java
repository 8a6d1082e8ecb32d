package io.aionyx.app.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolboxTest {
  @TempDir Path directory;

  @Test
  void locate_takesTheFirstOnThePath() throws IOException {
    Path first = program("first/prometheus");
    program("second/prometheus");

    assertThat(toolbox("empty", "first", "second").locate(Tool.PROMETHEUS))
        .isEqualTo(new Located.Found(first));
  }

  @Test
  void locate_knowsTheNameUpstreamGives() throws IOException {
    Path exporter = program("bin/node_exporter");

    assertThat(toolbox("bin").locate(Tool.NODE_EXPORTER)).isEqualTo(new Located.Found(exporter));
  }

  @Test
  void locate_passesOverWhatCannotBeRun() throws IOException {
    Files.createDirectories(directory.resolve("bin"));
    Files.writeString(directory.resolve("bin/promtool"), "");
    Path runnable = program("unpacked/tree/usr/bin/promtool");

    assertThat(toolbox("bin").locate(Tool.PROMTOOL)).isEqualTo(new Located.Found(runnable));
  }

  @Test
  void locate_usesWhatWasUnpackedBefore() throws IOException {
    Path unpacked = program("unpacked/tree/usr/bin/prometheus-alertmanager");

    assertThat(toolbox("bin").locate(Tool.ALERTMANAGER)).isEqualTo(new Located.Found(unpacked));
  }

  @Test
  void locate_withoutPathAndPackage_saysWhereItLooked() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Toolbox toolbox = new Toolbox(List.of(), new DebianPackages(file.resolve("unpacked")));

    assertThatThrownBy(() -> toolbox.locate(Tool.AMTOOL).orThrow())
        .isInstanceOf(MissingToolException.class)
        .hasMessageContaining("amtool is not on the PATH")
        .hasMessageContaining("package prometheus-alertmanager");
  }

  private Toolbox toolbox(String... path) {
    return new Toolbox(
        List.of(path).stream().map(directory::resolve).toList(),
        new DebianPackages(directory.resolve("unpacked")));
  }

  private Path program(String relative) throws IOException {
    Path file = directory.resolve(relative);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
