package io.aionyx.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  @TempDir Path folder;

  private ModelFolder models() {
    return new ModelFolder(folder, text -> text.isEmpty() ? Map.of() : Tiny.card());
  }

  private Path bundle(String name) throws IOException {
    var bundle = Files.createDirectories(folder.resolve(name));
    Files.write(bundle.resolve("model.onnx"), Tiny.onnx());
    Files.writeString(bundle.resolve("model.yaml"), "tiny");
    return bundle;
  }

  @Test
  void names_bundlesAndOtherThings_listsBundlesInOrder() throws IOException {
    bundle("b");
    bundle("a");
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("note.txt"), "not a bundle");
    assertThat(models().names()).containsExactly("a", "b");
  }

  @Test
  void model_wholeBundle_serves() throws IOException {
    bundle("a");
    try (var model = models().model("a")) {
      assertThat(model.card().name()).isEqualTo("tiny");
    }
  }

  @Test
  void model_linkInsteadOfFile_isNotFollowed() throws IOException {
    var bundle = bundle("a");
    Files.move(bundle.resolve("model.onnx"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(bundle.resolve("model.onnx"), folder.resolve("elsewhere"));
    assertThatThrownBy(() -> models().model("a"))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageEndingWith("model.onnx is not a regular file");
  }

  @Test
  void model_badCard_namesItsFile() throws IOException {
    Files.writeString(bundle("a").resolve("model.yaml"), "");
    assertThatThrownBy(() -> models().model("a"))
        .hasMessage("a/model.yaml: name: must be a text, but is missing");
  }
}
