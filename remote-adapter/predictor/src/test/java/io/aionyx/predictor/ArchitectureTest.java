package io.aionyx.predictor;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(
    packages = "io.aionyx.predictor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule data_flowsOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("top")
          .definedBy("io.aionyx.predictor")
          .layer("config")
          .definedBy("..config..")
          .layer("telemetry")
          .definedBy("..telemetry..")
          .layer("receive")
          .definedBy("..receive..")
          .layer("bundles")
          .definedBy("..bundles..")
          .layer("tick")
          .definedBy("..tick..")
          .layer("client")
          .definedBy("..predictor.client..")
          .layer("lane")
          .definedBy("..lane..")
          .layer("outlook")
          .definedBy("..outlook..")
          .layer("read")
          .definedBy("..read..")
          .layer("publish")
          .definedBy("..publish..")
          .layer("serve")
          .definedBy("..serve..")
          .whereLayer("top")
          .mayNotBeAccessedByAnyLayer()
          .layer("storage")
          .definedBy("..storage..")
          .whereLayer("storage")
          .mayOnlyBeAccessedByLayers("top")
          .whereLayer("receive")
          .mayOnlyBeAccessedByLayers("top")
          .whereLayer("bundles")
          .mayOnlyBeAccessedByLayers("top")
          .whereLayer("tick")
          .mayOnlyBeAccessedByLayers("top")
          .whereLayer("outlook")
          .mayOnlyBeAccessedByLayers("top", "read", "lane", "serve")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("top", "publish", "lane")
          .whereLayer("lane")
          .mayOnlyBeAccessedByLayers("top")
          .whereLayer("read")
          .mayOnlyBeAccessedByLayers("top")
          .whereLayer("serve")
          .mayOnlyBeAccessedByLayers("top")
          .whereLayer("publish")
          .mayOnlyBeAccessedByLayers("top", "serve");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      SlicesRuleDefinition.slices().matching("io.aionyx.predictor.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule predictor_knowsNeitherTrainingNorScenarios =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.aionyx.trainer..", "io.aionyx.scenarios..", "io.aionyx.app..");
}
