package io.aionyx.app.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.Repository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedRulesTest {
  @Test
  void writeTo_writesEveryRuleFileOfTheRepositoryAsItIs(@TempDir Path folder) {
    List<Path> written = ShippedRules.writeTo(folder.resolve("rules"));

    assertThat(written.stream().map(Repository::read))
        .containsExactlyElementsOf(Repository.rules().stream().map(Repository::read).toList());
  }
}
