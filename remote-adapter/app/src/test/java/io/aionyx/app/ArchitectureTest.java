package io.aionyx.app;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.aionyx.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** The real programs know nothing of the demo, and neither knows the commands. */
  @ArchTest
  static final ArchRule commandsStandOnTop =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("commands")
          .definedBy("io.aionyx.app")
          .layer("demo")
          .definedBy("io.aionyx.app.demo")
          .layer("doctor")
          .definedBy("io.aionyx.app.doctor")
          .layer("terminal")
          .definedBy("io.aionyx.app.terminal")
          .layer("stack")
          .definedBy("io.aionyx.app.stack")
          .whereLayer("commands")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("demo")
          .mayOnlyBeAccessedByLayers("commands")
          .whereLayer("doctor")
          .mayOnlyBeAccessedByLayers("commands")
          .whereLayer("terminal")
          .mayOnlyBeAccessedByLayers("commands", "demo", "doctor")
          .whereLayer("stack")
          .mayOnlyBeAccessedByLayers("commands", "demo");
}
