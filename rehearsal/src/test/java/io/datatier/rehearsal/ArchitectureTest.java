package io.datatier.rehearsal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.ResourceTypes;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String ROOT = "io.datatier.rehearsal";

  private static final String QUESTION = "(is|has|are|can)([A-Z].*)?";

  /**
   * What a resource type is, and AWS's services. Each may refer to what stands before it, as the
   * services do: nothing can be without roles, and a proxy needs nearly everything.
   */
  private static final List<String> ROOMS =
      List.of(
          "core",
          "iam",
          "kms",
          "ssm",
          "ec2",
          "autoscaling",
          "route53",
          "sqs",
          "lambda",
          "sns",
          "cloudwatch",
          "secretsmanager",
          "rds");

  private static final Pattern BUILDERS = Pattern.compile(".*Builder(\\$\\w+)?\\.class");

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Generated from records.
          .withImportOption(location -> !location.matches(BUILDERS))
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
                "com.google.auto.service..",
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
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void rooms_refer_in_one_direction_only() {
    for (int i = 0; i < ROOMS.size(); i++) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + ROOMS.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(ROOMS.subList(i + 1, ROOMS.size())))
          .allowEmptyShould(true)
          .check(CODE);
    }
  }

  /** Of {@code aws:rds/proxyTarget:ProxyTarget} that is {@code rds.DbProxyTarget}. */
  @Test
  void types_are_in_the_room_and_have_the_name_that_their_token_says() {
    for (var token : ResourceTypes.types()) {
      var service = token.substring("aws:".length(), token.indexOf('/'));
      var room = service.equals("vpc") ? "ec2" : service;
      var its = ResourceTypes.of(token).orElseThrow().getClass();
      assertEquals(ROOT + "." + room, its.getPackageName());
      var name = token.substring(token.lastIndexOf(':') + 1);
      assertTrue(its.getSimpleName().endsWith(name), () -> its + " is " + token);
    }
  }

  /** Of {@code aws:rds/getInstance:getInstance} that is {@code rds.DbInstanceLookup}. */
  @Test
  void functions_are_in_the_room_and_have_the_name_that_their_token_says() {
    for (var lookup : ServiceLoader.load(Lookup.class)) {
      var token = lookup.token();
      var its = lookup.getClass();
      assertEquals(
          ROOT + "." + token.substring("aws:".length(), token.indexOf('/')), its.getPackageName());
      var name = token.substring(token.lastIndexOf(":get") + ":get".length());
      assertTrue(its.getSimpleName().endsWith(name + "Lookup"), () -> its + " is " + token);
    }
  }

  @Test
  void every_type_registers_itself() {
    var classes =
        CODE.stream()
            .filter(each -> each.isAssignableTo(ResourceType.class))
            .filter(each -> !each.isInterface())
            .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("SchemaOnly"))
            .collect(toCollection(TreeSet::new));
    var registered =
        ResourceTypes.types().stream()
            .map(token -> ResourceTypes.of(token).orElseThrow().getClass().getSimpleName())
            .collect(toCollection(TreeSet::new));
    assertEquals(classes, registered);
  }

  @Test
  void questions_answer_yes_or_no() {
    methods()
        .that()
        .haveNameMatching(QUESTION)
        .should()
        .haveRawReturnType(boolean.class)
        .check(CODE);
  }

  /** What must be so is said by methods that are called require or refuse. */
  @Test
  void questions_never_throw() {
    var throwing =
        CODE.stream()
            .flatMap(each -> each.getMethods().stream())
            .filter(method -> method.getName().matches(QUESTION + "|may[A-Z].*"))
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

  /**
   * A method that asks for three kinds of one of our values is a table outside the type: the answer
   * belongs into the type. The values alone know nothing of the wire, so {@code Wire} may ask.
   */
  @Test
  void no_method_walks_the_kinds_of_a_sealed_type() {
    var walks =
        CODE.stream()
            .filter(each -> !each.getSimpleName().equals("Wire"))
            .flatMap(each -> each.getCodeUnits().stream())
            .filter(
                code ->
                    code.getInstanceofChecks().stream()
                        .map(check -> check.getRawType().reflect())
                        .distinct()
                        .flatMap(type -> Stream.of(type.getInterfaces()))
                        .filter(Class::isSealed)
                        .collect(groupingBy(type -> type, counting()))
                        .values()
                        .stream()
                        .anyMatch(kinds -> kinds > 2))
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertEquals(List.of(), walks);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }

  private static String[] and(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
  }
}
