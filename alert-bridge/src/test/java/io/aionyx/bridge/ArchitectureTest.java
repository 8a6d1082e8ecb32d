package io.aionyx.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.aionyx.bridge", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("domain")
          .definedBy("..bridge.domain..")
          .layer("json")
          .definedBy("..bridge.json..")
          .layer("config")
          .definedBy("..bridge.config..")
          .layer("store")
          .definedBy("..bridge.store..")
          .layer("audit")
          .definedBy("..bridge.audit..")
          .layer("receive")
          .definedBy("..bridge.receive..")
          .layer("prom")
          .definedBy("..bridge.prom..")
          .layer("cluster")
          .definedBy("..bridge.cluster..")
          .layer("kube")
          .definedBy("..bridge.kube..")
          .layer("act")
          .definedBy("..bridge.act..")
          .layer("plan")
          .definedBy("..bridge.plan..")
          .layer("gate")
          .definedBy("..bridge.gate..")
          .layer("flow")
          .definedBy("..bridge.flow..")
          .layer("observe")
          .definedBy("..bridge.observe..")
          .layer("http")
          .definedBy("..bridge.http..")
          .layer("sim")
          .definedBy("..bridge.sim..")
          .layer("app")
          .definedBy("..bridge.app..")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sim")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("observe")
          .mayOnlyBeAccessedByLayers("http", "app")
          .whereLayer("kube")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("flow")
          .mayOnlyBeAccessedByLayers("observe", "app")
          .whereLayer("gate")
          .mayOnlyBeAccessedByLayers("flow", "observe", "app")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("flow", "app")
          .whereLayer("act")
          .mayOnlyBeAccessedByLayers("plan", "gate", "flow", "app")
          .whereLayer("receive")
          .mayOnlyBeAccessedByLayers("http");

  @ArchTest
  static final ArchRule ONLY_KUBE_KNOWS_THE_CLIENT =
      noClasses()
          .that()
          .resideOutsideOfPackages("..bridge.kube..", "..bridge.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule ONLY_HTTP_KNOWS_THE_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackage("..bridge.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule NO_OTHER_MODULE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.aionyx.wire..", "io.aionyx.core..", "io.aionyx.predictor..");

  @ArchTest
  static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..domain..", "..act..", "..plan..", "..gate..", "..flow..", "..store..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule ACTIONS_ARE_HIDDEN =
      classes().that().implement(io.aionyx.bridge.act.Action.class).should().bePackagePrivate();
}
