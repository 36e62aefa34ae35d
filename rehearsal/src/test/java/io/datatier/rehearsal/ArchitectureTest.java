package io.datatier.rehearsal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String ROOT = "io.datatier.rehearsal";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void all_classes_were_looked_at() {
    assertTrue(CODE.size() > 60, () -> "only " + CODE.size());
  }

  @Test
  void only_the_provider_speaks_grpc_and_protobuf() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".provider..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "pulumirpc..")
        .check(CODE);
  }

  @Test
  void behaviors_see_the_account_the_schema_and_values_only() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".behavior..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".behavior..",
            ROOT + ".account..",
            ROOT + ".schema..",
            ROOT + ".value..",
            "com.google.gson..",
            "org.jspecify..",
            "java..")
        .check(CODE);
  }

  @Test
  void values_the_account_and_schemas_depend_on_nothing_above_them() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".value..", ROOT + ".account..", ROOT + ".schema..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".behavior..", ROOT + ".provider..")
        .check(CODE);
  }

  @Test
  void there_are_no_cycles_of_packages() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
  }
}
