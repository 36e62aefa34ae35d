package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.Procedure;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users of a stack in use: one comes, goes, and comes back while its secret can be restored. */
final class UsersScenario {

  private static final String SECRET = "aws:secretsmanager/secret:Secret";
  private static final String NAME = "campaign-users-prod/audit";

  @Test
  void come_as_preview_tells_and_come_back_by_the_steps_of_the_page() throws Exception {
    var stage = Stage.live("users", "prod");
    var live = LiveStack.of(stage);

    live.set("users[2].name", "audit");
    live.expectWhatPreviewTells();
    live.unset("users[2]");
    stage.require("up", "--skip-preview", "--suppress-progress");
    assertEquals(List.of(true), secrets(stage).map(Entity::isScheduledForDeletion).toList());

    live.set("users[2].name", "audit");
    var refused = stage.pulumi("up", "--skip-preview", "--suppress-progress");
    assertEquals(true, refused.output().contains("scheduled for deletion"), refused.output());
    for (var command : commands(secrets(stage).findFirst().orElseThrow())) {
      if (command.startsWith("aws secretsmanager restore-secret ")) {
        stage.drift(
            account ->
                secrets(stage)
                    .map(Entity::restored)
                    .reduce(account, Account::with, (one, other) -> other));
      } else {
        var outcome = stage.shell(command);
        assertEquals(0, outcome.exitCode(), command + "\n" + outcome.output());
      }
    }
    stage.require("up", "--skip-preview", "--suppress-progress");
    live.expectNothingToDo();
    assertEquals(List.of(false), secrets(stage).map(Entity::isScheduledForDeletion).toList());
  }

  @Test
  void take_over_from_the_master_user_when_the_first_comes() throws Exception {
    var live = LiveStack.of(Stage.live("first-user", "dev"));
    live.set("users[0].name", "campaign");
    live.expectWhatPreviewTells();
  }

  @Test
  void change_their_passwords_on_a_schedule_while_it_is_asked_for() throws Exception {
    var stage = Stage.live("rotated-users", "prod");
    var live = LiveStack.of(stage);
    var arn = stage.account().arn("lambda", "function:rotate-users");
    stage.drift(
        account ->
            account.with(
                new Entity(
                    "aws:lambda/function:Function",
                    "rotate-users",
                    "us-east-1",
                    new Entity.Origin.Given(),
                    Fields.NONE.with("name", "rotate-users").with("arn", arn))));
    var all = "campaign-rotations-prod";
    var one = all + "-reports";

    live.set("users[1].rotation.function", arn);
    live.expect(Map.of(all, "create", one, "create", one + "-permission", "create"));
    live.set("users[1].rotation.days", "7");
    live.expect(Map.of(one, "update"));
    live.unset("users[1].rotation");
    live.expect(Map.of(all, "delete", one, "delete", one + "-permission", "delete"));
  }

  /** The page's commands, which speak of another user. */
  private static List<String> commands(Entity secret) throws Exception {
    return Procedure.read(Stage.parts("prod").operations(), "restored user").commands().stream()
        .map(
            command ->
                command
                    .replace("campaign-users-prod/orders", NAME)
                    .replace("campaign-users-prod-orders", "campaign-users-prod-audit")
                    .replace("ARN_OF_THE_SECRET", secret.id()))
        .toList();
  }

  private static Stream<Entity> secrets(Stage stage) {
    return stage.account().all(SECRET).filter(secret -> secret.says("name", NAME));
  }
}
