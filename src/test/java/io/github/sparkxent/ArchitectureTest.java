// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layers and their arrows: cli -> job -> gate -> report -> metric -> numeric; job -> sql. */
@AnalyzeClasses(
    packages = "io.github.sparkxent",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_are_layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("io.github.sparkxent.cli..")
          .layer("job")
          .definedBy("io.github.sparkxent.job..")
          .layer("gate")
          .definedBy("io.github.sparkxent.gate..")
          .layer("sql")
          .definedBy("io.github.sparkxent.sql..")
          .layer("report")
          .definedBy("io.github.sparkxent.report..")
          .layer("metric")
          .definedBy("io.github.sparkxent.metric..")
          .layer("row")
          .definedBy("io.github.sparkxent.row..")
          .layer("numeric")
          .definedBy("io.github.sparkxent.numeric..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("job")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("gate")
          .mayOnlyBeAccessedByLayers("job", "cli")
          .whereLayer("sql")
          .mayOnlyBeAccessedByLayers("job")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("gate", "job", "cli")
          .whereLayer("metric")
          .mayOnlyBeAccessedByLayers("sql", "report", "gate", "job")
          .whereLayer("row")
          .mayOnlyBeAccessedByLayers("metric", "sql", "report", "gate", "job")
          .whereLayer("numeric")
          .mayOnlyBeAccessedByLayers("row", "metric", "sql", "report", "gate", "job");

  @ArchTest
  static final ArchRule only_sql_and_job_and_cli_know_spark =
      noClasses()
          .that()
          .resideInAnyPackage("..numeric..", "..row..", "..metric..", "..report..", "..gate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule catalyst_stays_in_sql =
      noClasses()
          .that()
          .resideOutsideOfPackage("..sparkxent.sql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark.sql.catalyst..",
              "org.apache.spark.sql.connector..",
              "org.apache.spark.unsafe..");

  @ArchTest
  static final ArchRule no_class_that_changes_between_spark_versions =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark.sql.classic..",
              "org.apache.spark.sql.execution..",
              "org.apache.spark.sql.internal..",
              "scala.collection..");

  @ArchTest
  static void platform_dependent_mathematics_is_not_called(JavaClasses classes) {
    for (String function :
        new String[] {"exp", "expm1", "log", "log1p", "log10", "sinh", "cosh", "tanh"}) {
      noClasses().should().callMethod(Math.class, function, double.class).check(classes);
    }
    noClasses().should().callMethod(Math.class, "pow", double.class, double.class).check(classes);
  }

  @ArchTest
  static final ArchRule numbers_know_nothing_but_the_jdk =
      noClasses()
          .that()
          .resideInAPackage("..sparkxent.numeric..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("..sparkxent.numeric..", "java..", "jdk.incubator.vector..");
}
