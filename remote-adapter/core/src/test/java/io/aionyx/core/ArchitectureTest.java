package io.aionyx.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.aionyx.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dataFlowsOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("series")
          .definedBy("io.aionyx.core.series")
          .layer("signals")
          .definedBy("io.aionyx.core.signals")
          .layer("features")
          .definedBy("io.aionyx.core.features")
          .layer("model")
          .definedBy("io.aionyx.core.model")
          .layer("explain")
          .definedBy("io.aionyx.core.explain")
          .layer("forecast")
          .definedBy("io.aionyx.core.forecast")
          .layer("history")
          .definedBy("io.aionyx.core.history")
          .layer("pipeline")
          .definedBy("io.aionyx.core")
          .whereLayer("pipeline")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("explain")
          .mayOnlyBeAccessedByLayers("pipeline")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("explain", "pipeline")
          .whereLayer("features")
          .mayOnlyBeAccessedByLayers("pipeline")
          .whereLayer("signals")
          .mayOnlyBeAccessedByLayers("features", "forecast", "history", "pipeline")
          .whereLayer("series")
          .mayOnlyBeAccessedByLayers("signals", "forecast", "history", "pipeline");

  @ArchTest
  static final ArchRule importsOnlyWhatRunsInsideOthersEngines =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.aionyx.core..",
              "java..",
              "ai.onnxruntime..",
              "com.amazon.randomcutforest..",
              "org.jspecify..");
}
