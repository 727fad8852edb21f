// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The layers and their arrows: {cli, procedure} -> job -> gate -> report -> metric -> row ->
 * numeric; job -> scan -> sql -> metric.
 */
@AnalyzeClasses(
    packages = "io.github.sparkxent",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.sparkxent.";
  private static final int MOST_FILES = 25;

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
          .layer("scan")
          .definedBy("io.github.sparkxent.scan..")
          .layer("report")
          .definedBy("io.github.sparkxent.report..")
          .layer("metric")
          .definedBy("io.github.sparkxent.metric..")
          .layer("row")
          .definedBy("io.github.sparkxent.row..")
          .layer("numeric")
          .definedBy("io.github.sparkxent.numeric..")
          .layer("procedure")
          .definedBy("io.github.sparkxent.procedure..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("procedure")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("job")
          .mayOnlyBeAccessedByLayers("cli", "procedure")
          .whereLayer("gate")
          .mayOnlyBeAccessedByLayers("job", "cli")
          .whereLayer("scan")
          .mayOnlyBeAccessedByLayers("job")
          .whereLayer("sql")
          .mayOnlyBeAccessedByLayers("scan", "job", "procedure")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("gate", "job", "cli", "procedure")
          .whereLayer("metric")
          .mayOnlyBeAccessedByLayers("sql", "scan", "report", "gate", "job")
          .whereLayer("row")
          .mayOnlyBeAccessedByLayers("metric", "sql", "scan", "report", "gate", "job")
          .whereLayer("numeric")
          .mayOnlyBeAccessedByLayers("row", "metric", "sql", "scan", "report", "gate", "job");

  /** Who may enter a room from outside; what lies in a room may always. */
  private static final Map<String, String[]> ROOMS =
      Map.ofEntries(
          entry("numeric.exact", rooms("numeric..", "row", "metric..", "sql..")),
          entry("numeric.hard", rooms("numeric")),
          entry("numeric.kernel", rooms("numeric", "numeric.hard", "row")),
          entry(
              "row",
              rooms(
                  "metric..",
                  "sql.evaluation",
                  "scan.evaluation",
                  "job",
                  "job.config",
                  "job.input.column")),
          entry(
              "metric.state",
              rooms(
                  "sql.evaluation",
                  "scan.evaluation",
                  "job",
                  "job.config",
                  "job.merge",
                  "job.states")),
          entry(
              "metric.cluster",
              rooms("metric.state", "metric.listed", "metric.comparison", "report")),
          entry("metric.listed", rooms("metric.state")),
          entry("metric.comparison", rooms("metric.state")),
          entry(
              "metric.ranking",
              rooms(
                  "metric.state",
                  "sql.evaluation",
                  "report..",
                  "job",
                  "job.config",
                  "job.ranking")),
          entry(
              "metric.sequence",
              rooms(
                  "metric.state",
                  "scan.evaluation",
                  "sql.evaluation",
                  "report..",
                  "job",
                  "job.config")),
          entry("metric.inference", rooms("metric..", "report..", "gate")),
          entry("report.html", rooms("report.html.chart", "job.config", "cli")),
          entry("report.html.chart", rooms("report.html")),
          entry(
              "report.history",
              rooms("report.html..", "report.json", "report.text", "job.history", "cli")),
          entry(
              "sql.evaluation",
              rooms(
                  "sql",
                  "scan",
                  "scan.evaluation",
                  "job",
                  "job.input.column",
                  "job.input.scan",
                  "job.join",
                  "job.merge",
                  "job.output",
                  "job.states")),
          entry("scan", rooms("job", "job.input..")),
          entry("scan.parquet.page", rooms("scan.parquet", "job.input.parquet")),
          entry("scan.evaluation", rooms("scan")),
          entry("scan.parquet", rooms("scan..", "job.failure", "job.input..")),
          entry("report.json", rooms("job.config", "job.history", "job.merge", "cli")),
          entry("report.reading", rooms("report.html..", "report.text")),
          entry(
              "report.text",
              rooms("report.html..", "report.json", "report.reading", "gate", "job..", "cli")),
          entry("job", rooms("cli", "procedure", "job.merge", "job.pack")),
          entry("job.application", rooms("job", "job.pack", "cli")),
          entry("job.config", rooms("job..", "cli", "procedure")),
          entry("job.config.yaml", rooms("job.config")),
          entry("job.failure", rooms("job..", "cli", "procedure")),
          entry(
              "job.input..",
              rooms("job", "job.join", "job.merge", "job.output", "job.pack", "job.states")),
          entry("job.history", rooms("job", "cli")),
          entry("job.join", rooms("job")),
          entry("job.output", rooms("job", "job.history", "job.join", "job.merge", "job.pack")),
          entry("job.mlflow", rooms("job")),
          entry("job.merge", rooms("cli", "procedure")),
          entry("job.ranking", rooms("job")),
          entry("job.states", rooms("job", "job.merge", "cli")),
          entry("job.pack", rooms("cli")));

  private static String[] rooms(String... names) {
    return Stream.of(names).map(ROOT::concat).toArray(String[]::new);
  }

  @ArchTest
  static void a_room_is_entered_by_those_alone_whom_it_serves(JavaClasses classes) {
    ROOMS.forEach(
        (room, guests) ->
            classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(
                    Stream.concat(Stream.of(ROOT + room), Stream.of(guests)).toArray(String[]::new))
                .check(classes));
  }

  @ArchTest
  static final ArchRule rooms_of_the_job_have_an_order =
      slices().matching(ROOT + "job.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule rooms_of_the_numbers_have_an_order =
      noClasses()
          .that()
          .resideInAnyPackage(rooms("numeric.hard", "numeric.kernel", "numeric.exact"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "numeric");

  /** Classes that need each other, by whatever way, must be found in one place. */
  @ArchTest
  static void no_two_classes_of_different_rooms_need_each_other(JavaClasses classes) {
    Map<JavaClass, Set<JavaClass>> needed = new HashMap<>();
    for (JavaClass one : classes) {
      Set<JavaClass> direct = needed.computeIfAbsent(outermost(one), key -> new HashSet<>());
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        direct.add(outermost(dependency.getTargetClass()));
      }
    }
    Map<JavaClass, Set<JavaClass>> reached = new HashMap<>();
    needed.keySet().forEach(one -> reached.put(one, reached(one, needed)));

    assertThat(needed.keySet())
        .allSatisfy(
            one ->
                assertThat(reached.get(one))
                    .as("what %s needs and needs it", one.getName())
                    .filteredOn(other -> reached.getOrDefault(other, Set.of()).contains(one))
                    .extracting(JavaClass::getPackageName)
                    .containsOnly(one.getPackageName()));
  }

  private static JavaClass outermost(JavaClass one) {
    return one.getEnclosingClass().map(ArchitectureTest::outermost).orElse(one);
  }

  private static Set<JavaClass> reached(JavaClass from, Map<JavaClass, Set<JavaClass>> needed) {
    Set<JavaClass> reached = new HashSet<>(Set.of(from));
    Deque<JavaClass> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      for (JavaClass one : needed.getOrDefault(next.pop(), Set.of())) {
        if (reached.add(one)) {
          next.push(one);
        }
      }
    }
    return reached;
  }

  @Test
  void a_package_has_few_files_and_says_what_it_is_for() throws IOException {
    Path main = Path.of("src/main/java");
    Map<Path, Set<String>> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(main)) {
      all.filter(path -> path.toString().endsWith(".java"))
          .forEach(
              path ->
                  files
                      .computeIfAbsent(main.relativize(path.getParent()), key -> new HashSet<>())
                      .add(path.getFileName().toString()));
    }

    assertThat(files)
        .isNotEmpty()
        .allSatisfy(
            (room, names) ->
                assertThat(names)
                    .as("files of %s", room)
                    .contains("package-info.java")
                    .hasSizeLessThanOrEqualTo(MOST_FILES));
  }

  @ArchTest
  static final ArchRule only_sql_and_scan_and_job_and_cli_know_spark =
      noClasses()
          .that()
          .resideInAnyPackage("..numeric..", "..row..", "..metric..", "..report..", "..gate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule pages_know_nothing_of_spark =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "scan.parquet..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule catalyst_stays_in_sql_and_scan_and_procedure =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..sparkxent.sql..",
              "..sparkxent.scan",
              "..sparkxent.scan.evaluation",
              "..sparkxent.procedure")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark.sql.catalyst..",
              "org.apache.spark.sql.connector..",
              "org.apache.spark.unsafe..");

  /** Spark 3.5 has no procedures. */
  @ArchTest
  static final ArchRule procedures_stay_in_procedure =
      noClasses()
          .that()
          .resideOutsideOfPackage("..sparkxent.procedure")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.apache\\.spark\\.sql\\.connector\\.catalog\\.(procedures\\..*|ProcedureCatalog)");

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
