package io.datatier.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String QUESTION = "(is|has|are|can)([A-Z].*)?";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.datatier.proof");

  @Test
  void all_classes_were_looked_at() {
    assertTrue(CODE.size() > 60, () -> "only " + CODE.size());
  }

  @Test
  void there_are_no_cycles_of_packages() {
    slices().matching("io.datatier.proof.(*)..").should().beFreeOfCycles().check(CODE);
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
