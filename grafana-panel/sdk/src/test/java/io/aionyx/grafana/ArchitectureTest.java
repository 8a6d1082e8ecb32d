package io.aionyx.grafana;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(packages = "io.aionyx", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.aionyx.grafana";

  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("json")
          .definedBy(ROOT + ".json")
          .layer("frame")
          .definedBy(ROOT + ".frame")
          .layer("api")
          .definedBy(ROOT)
          .layer("process")
          .definedBy(ROOT + ".process")
          .layer("serve")
          .definedBy(ROOT + ".serve")
          .layer("host")
          .definedBy(ROOT + ".host")
          .whereLayer("json")
          .mayNotAccessAnyLayer()
          .whereLayer("frame")
          .mayOnlyAccessLayers("json")
          .whereLayer("api")
          .mayOnlyAccessLayers("frame", "json")
          .whereLayer("process")
          .mayOnlyAccessLayers("json")
          .whereLayer("serve")
          .mayOnlyAccessLayers("api", "frame", "json", "process")
          .whereLayer("host")
          .mayOnlyAccessLayers("process");

  @ArchTest
  static final ArchRule grpcStaysAtTheEdge =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAnyPackage(ROOT, ROOT + ".frame", ROOT + ".json", ROOT + ".process")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", ROOT + ".proto..");

  @ArchTest
  static final ArchRule noOtherModule =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.aionyx.panel..", "io.aionyx.wire..", "io.aionyx.core..", "io.aionyx.bridge..");
}
