package io.aionyx.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.Bom;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ships may be used under a licence without copyleft over the whole. */
class LicencesIT {
  /** Of several licences that a component offers, one of these is the one it is used under. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "3-Clause BSD License",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "Bouncy Castle Licence",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "Go License", // the three clauses of BSD, under the name RE2/J gives them
          "MIT",
          "MIT-0",
          "Public Domain");

  @ParameterizedTest
  @ValueSource(strings = {"remote-adapter/app", "alert-bridge"})
  void everyComponent_hasALicenceThatIsAccepted(String module) {
    Path file = Repository.path(module + "/target/bom.json");
    if (!Files.exists(file)) {
      throw Peers.skip(module + " has not been packaged: no bill of materials to read");
    }
    Bom bom = Bom.read(file);

    assertThat(bom.licences()).hasSizeGreaterThan(20);
    assertThat(bom.licences())
        .allSatisfy(
            (component, offered) -> assertThat(offered).as(component).anyMatch(this::isAccepted));
  }

  private boolean isAccepted(String licence) {
    return ACCEPTED.contains(licence)
        || List.of(licence.split(" OR ")).stream().anyMatch(ACCEPTED::contains);
  }
}
