package io.aionyx.predictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlDocumentTest {
  private static void refused(String yaml, String... words) {
    assertThatThrownBy(() -> YamlDocument.parse("a.yaml", yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void parse_plainDocument_keepsTypesAndOrder() {
    var document = YamlDocument.parse("a.yaml", "b: 1\na: [x, 2.5, true, ~]\nc: {d: 'yes'}\n");

    var list = new java.util.ArrayList<Object>(List.of("x", 2.5, true));
    list.add(null);
    assertThat(document.plain()).containsEntry("b", 1).containsEntry("a", list);
    assertThat(document.plain().keySet()).containsExactly("b", "a", "c");
    assertThat(document.plain().get("c")).isEqualTo(Map.of("d", "yes"));
  }

  @Test
  void parse_nothing_isAnEmptyMapping() {
    assertThat(YamlDocument.parse("a.yaml", "# only a remark\n").plain()).isEmpty();
  }

  @Test
  void parse_aliasBomb_isRefusedAtTheFirstAnchor() {
    refused("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "a.yaml:1", "aliases");
  }

  @Test
  void parse_tag_isRefused() {
    refused("ok: 1\na: !!javax.script.ScriptEngineManager [x]\n", "a.yaml:2", "tag");
    refused("a: !ruby/object {}\n", "tag");
  }

  @Test
  void parse_repeatedKey_isRefusedWithItsLine() {
    refused("a: 1\nb:\n  c: 1\n  c: 2\n", "a.yaml:4", "repeated key c");
  }

  @Test
  void parse_tab_isRefusedWithItsLine() {
    refused("a:\n\tb: 1\n", "a.yaml:2");
  }

  @Test
  void parse_secondDocument_isRefused() {
    refused("a: 1\n---\nb: 2\n", "second document");
  }

  @Test
  void parse_deepNesting_isRefused() {
    refused("[".repeat(10_000), "a.yaml:1");
    refused("a: " + "{a: ".repeat(40) + "1" + "}".repeat(40), "nested deeper");
  }

  @Test
  void parse_listAtTheTop_isRefused() {
    refused("- a\n", "must be a mapping");
  }

  @Test
  void read_hugeFile_isRefusedBeforeItIsRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("huge.yaml");
    try (var huge = new java.io.RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(100L << 20);
    }
    assertThatThrownBy(() -> YamlDocument.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void read_missingOrBinaryFile_saysSo(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> YamlDocument.read(folder.resolve("none.yaml")))
        .hasMessageContaining("no such file");
    Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> YamlDocument.read(binary)).isInstanceOf(ConfigException.class);
  }

  @FuzzTest(maxDuration = "30s")
  void parse_anything_isReadOrRefused(byte[] bytes) {
    try {
      YamlDocument.parse("fuzz", new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    } catch (ConfigException e) {
      assertThat(e).hasMessageStartingWith("fuzz");
    }
  }
}
