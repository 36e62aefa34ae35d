package io.datatier.rehearsal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String ROOT = "io.datatier.rehearsal";

  /** AWS's services, and what a resource type is. */
  private static final Set<String> ROOMS =
      Set.of(
          "autoscaling",
          "cloudwatch",
          "core",
          "ec2",
          "iam",
          "kms",
          "lambda",
          "rds",
          "route53",
          "secretsmanager",
          "sns",
          "sqs",
          "ssm");

  private static final SliceAssignment ROOMS_AS_ONE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
          var name = each.getPackageName();
          var top =
              name.substring(Math.min(name.length(), ROOT.length() + 1)).replaceFirst("\\..*", "");
          return top.isEmpty()
              ? SliceIdentifier.ignore()
              : SliceIdentifier.of(ROOMS.contains(top) ? "rooms" : top);
        }

        @Override
        public String getDescription() {
          return "packages, the rooms being one";
        }
      };

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
  void rooms_see_the_account_the_schema_and_values_only() {
    classes()
        .that()
        .resideInAnyPackage(packages(ROOMS))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            and(
                packages(ROOMS),
                ROOT + ".account..",
                ROOT + ".schema..",
                ROOT + ".value..",
                "com.google.gson..",
                "org.jspecify..",
                "java.."))
        .check(CODE);
  }

  @Test
  void values_the_account_and_schemas_depend_on_nothing_above_them() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".value..", ROOT + ".account..", ROOT + ".schema..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(and(packages(ROOMS), ROOT + ".provider.."))
        .check(CODE);
  }

  @Test
  void there_are_no_cycles_of_packages() {
    slices().assignedFrom(ROOMS_AS_ONE).should().beFreeOfCycles().check(CODE);
  }

  private static String[] packages(Set<String> names) {
    return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }

  private static String[] and(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
  }
}
