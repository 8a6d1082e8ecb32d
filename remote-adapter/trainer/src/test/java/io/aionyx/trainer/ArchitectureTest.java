package io.aionyx.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.aionyx.trainer",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule LIBRARY_STAYS_BEHIND_THE_TREES =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.aionyx.trainer.trees")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ml.dmlc..");

  @ArchTest
  static final ArchRule WRITING_GRAPHS_KNOWS_NOTHING_OF_TRAINING =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("onnx")
          .definedBy("io.aionyx.trainer.onnx")
          .layer("trees")
          .definedBy("io.aionyx.trainer.trees")
          .layer("calibration")
          .definedBy("io.aionyx.trainer.calibration")
          .layer("bundle")
          .definedBy("io.aionyx.trainer.bundle")
          .layer("samples")
          .definedBy("io.aionyx.trainer.samples")
          .layer("backtest")
          .definedBy("io.aionyx.trainer.backtest")
          .whereLayer("backtest")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("bundle")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("samples")
          .mayOnlyBeAccessedByLayers("backtest")
          .whereLayer("calibration")
          .mayOnlyBeAccessedByLayers("bundle")
          .whereLayer("trees")
          .mayOnlyBeAccessedByLayers("calibration", "bundle", "samples");
}
