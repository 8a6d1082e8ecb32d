package io.aionyx.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.aionyx.scenarios",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule imports_onlyCoreAndWire =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.aionyx.scenarios..",
              "io.aionyx.core..",
              "io.aionyx.wire..",
              "java..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule packages_pointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("world")
          .definedBy("io.aionyx.scenarios")
          .layer("datasets")
          .definedBy("io.aionyx.scenarios.datasets")
          .layer("replay")
          .definedBy("io.aionyx.scenarios.replay")
          .layer("exporters")
          .definedBy("io.aionyx.scenarios.exporters")
          .layer("sim")
          .definedBy("io.aionyx.scenarios.sim")
          .layer("plan")
          .definedBy("io.aionyx.scenarios.plan")
          .layer("cluster")
          .definedBy("io.aionyx.scenarios.cluster")
          .layer("random")
          .definedBy("io.aionyx.scenarios.random")
          .whereLayer("world")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("datasets")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("replay")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("exporters")
          .mayOnlyBeAccessedByLayers("world")
          .whereLayer("sim")
          .mayOnlyBeAccessedByLayers("world", "exporters")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("world", "sim")
          .whereLayer("cluster")
          .mayOnlyBeAccessedByLayers("world", "exporters", "sim", "plan");
}
