package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DbParameterGroupTest {

  private final DataTier tier;

  DbParameterGroupTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private static Map<String, Object> workMem(String value, String applyMethod) {
    return Map.of("name", "work_mem", "value", value, "applyMethod", applyMethod);
  }

  @Test
  void changes_the_apply_method_only_together_with_the_value() {
    var group = tier.parameterGroup().with("parameters", List.of(workMem("4096", "immediate")));
    var live = group.create();
    var later = group.with("parameters", List.of(workMem("4096", "pending-reboot")));
    live.expectUpdate(later);
    var tagged = live.update(later.with("tags", Map.of("Owner", "me")));
    assertEquals(List.of(workMem("4096", "immediate")), tagged.outputs().get("parameters"));
    tagged.refresh().expectUpdate(later.with("tags", Map.of("Owner", "me")));
    var larger = group.with("parameters", List.of(workMem("8192", "pending-reboot")));
    live.expectUpdate(larger, "parameters[0].applyMethod", "parameters[0].value");
    assertEquals(
        List.of(workMem("8192", "pending-reboot")),
        live.update(larger).outputs().get("parameters"));
  }
}
