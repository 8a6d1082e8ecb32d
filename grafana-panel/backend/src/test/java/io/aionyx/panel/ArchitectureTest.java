package io.aionyx.panel;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(packages = "io.aionyx.panel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule standsOnTheSdkAlone =
      ArchRuleDefinition.classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.aionyx.panel",
              "io.aionyx.grafana",
              "io.aionyx.grafana.frame",
              "io.aionyx.grafana.json",
              "io.aionyx.grafana.serve",
              "com.fasterxml.jackson.core..",
              "org.jspecify..",
              "java..",
              "javax.net.ssl");

  @ArchTest
  static final ArchRule theClockIsInjected =
      ArchRuleDefinition.noClasses().should().callMethod(java.time.Instant.class, "now");
}
