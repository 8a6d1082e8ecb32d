package io.aionyx.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.aionyx.wire", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final int JAVA_17 = 61;

  @ArchTest
  static final ArchRule dependsOnTheJdkAndSnappyOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "io.aionyx.wire..", "java..", "org.xerial.snappy", "org.jspecify.annotations");

  @ArchTest
  static final ArchRule codecsKnowNothingOfTheClient =
      noClasses()
          .that()
          .resideInAPackage("io.aionyx.wire")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.aionyx.wire.history");

  @Test
  void classFiles_runOnJava17() throws IOException, URISyntaxException {
    Path classes =
        Path.of(RemoteWrite.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<Path> compiled = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(compiled).isNotEmpty().allSatisfy(file -> assertMajor(file));
    }
  }

  private static void assertMajor(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      assertThat(in.readInt()).isEqualTo(0xcafebabe);
      assertThat(in.readUnsignedShort()).isZero();
      assertThat(in.readUnsignedShort()).as(file.toString()).isEqualTo(JAVA_17);
    }
  }
}
