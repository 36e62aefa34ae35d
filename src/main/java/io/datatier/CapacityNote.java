package io.datatier;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacityReport;
import io.datatier.capacity.Finding;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What every run says of the capacity plan.
 *
 * @param stack whose plan it is
 */
record CapacityNote(String stack, CapacityPlan plan) {

  /**
   * Ends the run, without a stack trace, if the stack cannot work.
   *
   * @throws RunException with the plan's errors
   */
  void requireNoErrors() {
    if (!plan.errors().isEmpty()) {
      throw new RunException(refusal(plan.errors()));
    }
  }

  /** Logs what the stack carries and costs, and exports it. */
  void tell(Context context) {
    var report = new CapacityReport(plan);
    context.log().info("Capacity\n" + String.join("\n", report.lines()));
    plan.warnings().forEach(warning -> context.log().warn(warning.text()));
    context.export("capacity", Output.of(report.value()));
  }

  private String refusal(List<Finding> errors) {
    return errors.stream()
        .map(error -> "  " + error.text())
        .collect(
            Collectors.joining(
                "\n",
                "The capacity plan of stack %s has %d %s; nothing was changed.%n"
                    .formatted(stack, errors.size(), errors.size() == 1 ? "error" : "errors"),
                "\nTo continue anyway, set datatier:capacity.acceptRisk to the reason."));
  }
}
