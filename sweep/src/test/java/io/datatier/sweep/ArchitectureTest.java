package io.datatier.sweep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.datatier.sweep");

  @Test
  void scans_the_classes_that_it_speaks_of() {
    assertTrue(classes.size() > 30, () -> "only " + classes.size() + " classes were found");
  }

  @Test
  void what_reads_judges_and_reports_is_apart() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy("..sweep.cli")
        .layer("report")
        .definedBy("..sweep.report")
        .layer("judge")
        .definedBy("..sweep.judge")
        .layer("results")
        .definedBy("..sweep.results")
        .layer("pack")
        .definedBy("..sweep.pack")
        .layer("stacks")
        .definedBy("..sweep.stacks")
        .layer("state")
        .definedBy("..sweep.state")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("judge")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("results")
        .mayOnlyBeAccessedByLayers("cli", "report", "judge")
        .whereLayer("pack")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("stacks")
        .mayOnlyBeAccessedByLayers("cli", "judge", "results")
        .whereLayer("state")
        .mayOnlyBeAccessedByLayers("cli", "judge", "stacks")
        .check(classes);
  }

  @Test
  void only_the_command_sees_stdout_and_ends_the_process() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..sweep.cli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(classes);
  }
}
