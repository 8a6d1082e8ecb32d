package io.aionyx.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReferenceTest {
  private static final String RENEW =
      "renew it: mvn -Dfast -pl remote-adapter/app -am test -Dtest=ConfigurationReferenceTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drenew.docs, and commit";

  @ParameterizedTest
  @CsvSource({
    "aionyx.yaml, remote-adapter/predictor/src/main/resources/io/aionyx/predictor/aionyx.yaml,"
        + " remote-adapter/docs/configuration.md",
    "bridge.yaml, alert-bridge/bridge.yaml, alert-bridge/docs/configuration.md"
  })
  void page_saysWhatTheCommentedFileSays(String name, String yaml, String page) throws IOException {
    String wanted =
        ConfigurationReference.of(
            "Keys of " + name,
            "Made from ["
                + Path.of(yaml).getFileName()
                + "]("
                + link(page, yaml)
                + "), whose values a test holds to the code's own defaults. Do not edit.",
            Repository.read(Repository.path(yaml)));
    Path file = Repository.path(page);
    if (System.getProperty("renew.docs") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, wanted);
    }

    assertThat(file).as(RENEW).exists().content().as(RENEW).isEqualTo(wanted);
  }

  private static String link(String from, String to) {
    return Path.of(from, "..").normalize().relativize(Path.of(to)).toString();
  }

  @Test
  void keys_ofSectionsAndOfExampleItems_haveTheirPath() {
    assertThat(
            ConfigurationReference.of(
                "T",
                "",
                """
                # Prose: none of a key.

                publish:
                  # Above this.
                  pods_above: 0.05    # ratio   AIONYX_PUBLISH_PODS_ABOVE
                # Where to.
                remote_write: []
                # - url: http://x     # required
                #   basic_auth:
                #     username: ""    # text
                """))
        .contains(
            "| `publish.pods_above` | `0.05` | ratio. Above this. | `AIONYX_PUBLISH_PODS_ABOVE` |",
            "| `remote_write` | `[]` | Where to. |  |",
            "| `remote_write[].url` | `http://x` | required. |  |",
            "| `remote_write[].basic_auth.username` | `\"\"` | text. |  |")
        .doesNotContain("Prose");
  }
}
