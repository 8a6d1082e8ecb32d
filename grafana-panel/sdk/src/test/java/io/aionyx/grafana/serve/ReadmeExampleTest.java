package io.aionyx.grafana.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.grafana.host.PluginHost;
import io.aionyx.grafana.proto.CheckHealthRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's plugin, as it is printed there. */
class ReadmeExampleTest {
  @TempDir private Path directory;

  @Test
  void example_isShortCompilesAndAnswers() throws Exception {
    String source = example();
    assertThat(source.lines()).hasSizeLessThanOrEqualTo(30);
    compile(source);

    try (PluginHost host = PluginHost.start(JavaCommand.of("SinePlugin", directory), Map.of())) {
      assertThat(host.serves()).isTrue();
      assertThat(
              host.diagnostics().checkHealth(CheckHealthRequest.getDefaultInstance()).getMessage())
          .isEqualTo("The sine is up.");
      assertThat(Calls.get(host, "").body()).isEqualTo("{\"hello\":\"ada\"}");
      assertThat(Calls.query(host, "any").getFramesCount()).isEqualTo(1);
      assertThat(host.stop()).isPresent();
    }
  }

  private static String example() throws IOException {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md"), UTF_8));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private void compile(String source) throws IOException {
    Path file = Files.writeString(directory.resolve("SinePlugin.java"), source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                directory.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
    assertThat(status).isZero();
  }
}
