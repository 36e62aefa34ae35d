package io.datatier.policy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.datatier.policy.sdk.exceptions.Exceptions;
import io.datatier.policy.sdk.wire.PackServer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String QUESTION = "(is|has|are|can)([A-Z].*)?";

  private static final String[] PROTOCOL = {"io.grpc..", "com.google.protobuf..", "pulumirpc.."};

  private static final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.datatier.policy");

  @Test
  void scans_the_classes_that_it_speaks_of() {
    assertTrue(classes.size() > 40, () -> "only " + classes.size() + " classes were found");
  }

  @Test
  void only_the_wire_sees_the_protocol() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..sdk.wire")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PROTOCOL)
        .check(classes);
  }

  @Test
  void rules_see_the_sdk_and_what_they_share_and_nothing_else() {
    classes()
        .that()
        .resideInAPackage("..rules")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.datatier.policy.rules",
                "io.datatier.policy.aws",
                "io.datatier.policy.settings",
                "io.datatier.policy.sdk.joins",
                "io.datatier.policy.resources",
                "io.datatier.policy.sdk",
                "org.jspecify..",
                "java.."))
        .check(classes);
  }

  @Test
  void what_rules_share_sees_no_rules() {
    classes()
        .that()
        .resideInAPackage("..resources")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.datatier.policy.resources",
                "io.datatier.policy.aws",
                "io.datatier.policy.sdk.joins",
                "io.datatier.policy.sdk",
                "com.google.gson..",
                "org.jspecify..",
                "java.."))
        .check(classes);
  }

  @Test
  void joins_know_the_sdk_and_no_rules() {
    classes()
        .that()
        .resideInAPackage("..joins")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.datatier.policy.sdk.joins",
                "io.datatier.policy.sdk",
                "org.jspecify..",
                "java.."))
        .check(classes);
  }

  @Test
  void what_is_known_of_aws_knows_nothing_of_pulumi() {
    classes()
        .that()
        .resideInAPackage("..aws")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.datatier.policy.aws", "com.google.gson..", "org.jspecify..", "java.."))
        .check(classes);
  }

  @Test
  void the_sdk_stands_by_itself() {
    noClasses()
        .that()
        .resideInAPackage("..sdk..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.datatier.policy", "..rules", "..resources", "..settings", "..aws")
        .check(classes);
  }

  @Test
  void the_sdk_for_rules_knows_nothing_of_who_runs_them() {
    noClasses()
        .that()
        .resideInAPackage("io.datatier.policy.sdk")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..sdk.run", "..sdk.wire", "..sdk.testing", "..sdk.joins")
        .check(classes);
  }

  @Test
  void only_what_tells_the_port_and_the_command_for_people_see_stdout() {
    noClasses()
        .that(not(type(PackServer.class)))
        .and(not(type(Exceptions.class)))
        .should()
        .accessField(System.class, "out")
        .check(classes);
  }

  @Test
  void every_rule_is_a_final_class() {
    classes()
        .that()
        .resideInAPackage("..rules")
        .and()
        .areNotAnonymousClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(classes);
  }

  @Test
  void questions_answer_yes_or_no() {
    methods()
        .that()
        .haveNameMatching(QUESTION)
        .should()
        .haveRawReturnType(boolean.class)
        .check(classes);
  }

  /** What must be so is said by methods that are called require or refuse. */
  @Test
  void questions_never_throw() {
    var throwing =
        classes.stream()
            .flatMap(each -> each.getMethods().stream())
            .filter(method -> method.getName().matches(QUESTION))
            .filter(
                method ->
                    !method.getThrowsClause().getTypes().isEmpty()
                        || method.getCallsFromSelf().stream()
                            .map(JavaCall::getTarget)
                            .anyMatch(ArchitectureTest::throwsOrRequires))
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertEquals(List.of(), throwing);
  }

  private static boolean throwsOrRequires(CodeUnitCallTarget target) {
    return target.getName().equals("<init>")
        ? target.getOwner().isAssignableTo(Exception.class)
        : target.getName().matches("orElseThrow|refuse[A-Z].*|require(?!NonNull)[A-Z].*");
  }
}
