package io.datatier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.resources.ComponentResource;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.datatier.component.Component;
import io.datatier.config.Between;
import io.datatier.config.ConfigReading;
import io.datatier.config.Constraints;
import io.datatier.config.Fault;
import io.datatier.config.Form;
import io.datatier.config.Key;
import io.datatier.config.OfStack;
import io.datatier.config.Rule;
import io.datatier.tools.adopt.AdoptCommand;
import io.datatier.tools.plan.PlanCommand;
import io.datatier.tools.recover.RecoverCommand;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final Pattern CHECK =
      Pattern.compile("Constraints\\.check\\(\\s*(\\w+)\\.class,([\\w\\s,]+)\\)");

  private static final JavaClasses program =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.datatier");

  @Test
  void looks_at_the_whole_program() {
    assertTrue(program.size() > 50, "only " + program.size() + " classes were scanned");
  }

  @Test
  void packages_form_no_cycles() {
    slices().matching("io.datatier.(**)").should().beFreeOfCycles().check(program);
  }

  @Test
  void the_program_knows_nothing_of_its_tools() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..tools..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..tools..")
        .because("what people run beside the program may change without the program")
        .check(program);
  }

  @Test
  void only_migrations_and_the_stacks_outputs_know_how_to_reach_the_database() {
    classes()
        .that()
        .haveSimpleName("AdminAccess")
        .should()
        .onlyHaveDependentClassesThat(
            resideInAnyPackage("..database..", "..migrations..").or(equivalentTo(DataTier.class)))
        .because("the direct way is for administration and migrations only")
        .check(program);
  }

  @Test
  void reading_configuration_and_lawful_values_know_nothing_of_pulumi() {
    noClasses()
        .that()
        .resideInAnyPackage("..config..", "..values..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.pulumi..")
        .because("both are pure, so that every fault is found before the engine is asked")
        .check(program);
  }

  @Test
  void the_capacity_plan_is_pure() {
    classes()
        .that()
        .resideInAPackage("..capacity..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "..capacity..", "..config..", "..text..", "..values..", "java..", "org.jspecify..")
        .because("it computes before anything is registered, and for people without an engine")
        .check(program);
  }

  @Test
  void only_stack_settings_ask_for_configuration() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(StackSettings.class.getName())
        .should()
        .dependOnClassesThat()
        .haveNameMatching("com\\.pulumi\\.(?:Config|context\\.ConfigContext)")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("a setting that is asked for anywhere else is neither checked nor documented")
        .check(program);
  }

  @Test
  void only_stack_settings_read_keys() {
    classes()
        .that()
        .belongToAnyOf(ConfigReading.class, Key.class, Form.class)
        .should()
        .onlyHaveDependentClassesThat(
            resideInAPackage("..config..").or(equivalentTo(StackSettings.class)))
        .because("rooms declare their keys, and components take settings from wherever")
        .check(program);
  }

  @Test
  void rooms_read_no_configuration_by_hand() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..config..", "..tools..", "io.datatier")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("com\\.google\\.gson\\..*")
        .andShould()
        .dependOnClassesThat()
        .belongToAnyOf(ConfigReading.class, Fault.class)
        .because("a record with its annotations is all that a room says of its keys")
        .check(program);
  }

  @Test
  void rules_require_something_of_components_that_there_are() {
    var rules =
        program.stream()
            .flatMap(it -> it.getMethods().stream())
            .filter(it -> it.isAnnotatedWith(Rule.class))
            .map(JavaMethod::reflect)
            .toList();
    assertTrue(rules.size() > 15, "only " + rules.size() + " rules were found");
    assertEquals(
        List.of(),
        rules.stream().map(Method::getName).filter(it -> !it.startsWith("require")).toList());
    assertEquals(
        List.of(),
        rules.stream()
            .flatMap(rule -> Stream.of(rule.getParameters()))
            .filter(it -> !isComponent(it))
            .map(it -> it.getDeclaringExecutable() + " " + it.getName())
            .toList());
  }

  private static boolean isComponent(Parameter parameter) {
    var record =
        parameter.isAnnotationPresent(OfStack.class)
            ? StackSettings.class
            : parameter.getDeclaringExecutable().getDeclaringClass();
    return Stream.of(record.getRecordComponents())
        .filter(component -> component.getName().equals(parameter.getName()))
        .anyMatch(component -> component.getType().isAssignableFrom(parameter.getType()));
  }

  @Test
  void records_with_bounds_hold_their_components_to_them_whoever_makes_them() {
    var bounded =
        program.stream()
            .filter(it -> isBounded(it.reflect()))
            .filter(it -> !it.isEquivalentTo(StackSettings.class))
            .toList();
    assertTrue(bounded.size() > 8, "only " + bounded + " have bounds");
    assertEquals(
        List.of(),
        bounded.stream()
            .filter(
                it ->
                    it.getMethodCallsFromSelf().stream()
                        .noneMatch(call -> call.getTargetOwner().isEquivalentTo(Constraints.class)))
            .map(JavaClass::getName)
            .toList());
  }

  @Test
  void checks_name_the_components_of_their_record_in_order() throws IOException {
    var wrong = new ArrayList<String>();
    var found = 0;
    for (var source : sources()) {
      for (var check : CHECK.matcher(source).results().toList()) {
        found++;
        var components =
            program.stream()
                .filter(it -> it.getSimpleName().equals(check.group(1)))
                .flatMap(it -> Stream.of(it.reflect().getRecordComponents()))
                .map(RecordComponent::getName)
                .toList();
        if (!components.equals(List.of(check.group(2).strip().split(",\\s*", -1)))) {
          wrong.add(check.group());
        }
      }
    }
    assertTrue(found > 20, "only " + found + " checks were found");
    assertEquals(List.of(), wrong);
  }

  private static List<String> sources() throws IOException {
    var sources = new ArrayList<String>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    return sources;
  }

  // Where a record is written as its only component, it says itself what is lawful.
  private static boolean isBounded(Class<?> type) {
    var components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    return components.length > 1
        && Stream.of(components).anyMatch(it -> it.isAnnotationPresent(Between.class));
  }

  @Test
  void kinds_of_a_sealed_type_are_told_apart_by_its_methods() {
    assertEquals(
        List.of(),
        program.stream()
            .flatMap(it -> it.getInstanceofChecks().stream())
            .filter(it -> isKind(it.getRawType().reflect()))
            .map(it -> it.getOwner().getFullName() + " " + it.getRawType().getName())
            .toList());
  }

  private static boolean isKind(Class<?> type) {
    return Stream.concat(Stream.of(type), Stream.of(type.getInterfaces()))
        .anyMatch(it -> it.isSealed() && it.getName().startsWith("io.datatier."));
  }

  @Test
  void questions_are_answered_with_true_or_false() {
    methods()
        .that()
        .haveNameMatching("(is|has|are|can|may)[A-Z].*")
        .should()
        .haveRawReturnType(boolean.class)
        .because("what throws is called require")
        .check(program);
  }

  @Test
  void nobody_asks_aws_during_preview() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("com\\.pulumi\\.aws\\..*Functions")
        .because("a first preview needs no credentials")
        .check(program);
  }

  @Test
  void every_component_extends_our_own() {
    classes()
        .that()
        .areAssignableTo(ComponentResource.class)
        .and()
        .doNotHaveFullyQualifiedName(Component.class.getName())
        .should()
        .beAssignableTo(Component.class)
        .because("children must carry the component's name and be its children")
        .check(program);
  }

  @Test
  void every_package_is_null_marked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .check(program);
    noClasses()
        .should()
        .resideInAnyPackage(
            program.stream()
                .filter(it -> it.getPackage().tryGetPackageInfo().isEmpty())
                .map(it -> it.getPackageName())
                .distinct()
                .toArray(String[]::new))
        .allowEmptyShould(true)
        .check(program);
  }

  @Test
  void nobody_prints_but_the_commands() {
    noClasses()
        .that(not(belongToAnyOf(PlanCommand.class, AdoptCommand.class, RecoverCommand.class)))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("what the engine should show goes through its log")
        .check(program);
  }
}
