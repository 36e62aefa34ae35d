package io.datatier.rehearsal.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.InvalidAccountFile;
import io.datatier.rehearsal.core.Listing;
import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Value;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The command {@code aws} of a sandbox: lists what is in the account file, as far as {@code make
 * recover} asks. There it stands before the AWS CLI, which would ask an account of the user's.
 */
public final class AwsCommandLine {

  /** AWS CLI user guide, "Command line return codes". */
  private static final int INVALID_COMMAND = 252;

  private static final int FAILED = 255;

  private static final String ID = "id";
  private static final String RULES = "SecurityGroupRules";

  /** The only member of what is listed as a text. */
  private static final String MERE_TEXT = "";

  private static final Map<String, List<Traits>> LISTED =
      ResourceTypes.traits()
          .filter(type -> type.listing().isPresent())
          .collect(Collectors.groupingBy(type -> type.listing().orElseThrow().command()));

  private AwsCommandLine() {}

  /** Answers one command from the account file that {@code DATATIER_ACCOUNT} names. */
  public static void main(String[] arguments) {
    var account = Path.of(Objects.requireNonNull(System.getenv("DATATIER_ACCOUNT")));
    System.exit(run(List.of(arguments), account, System.out, System.err));
  }

  /** The commands that have an answer, by their first two words. */
  static Set<String> commands() {
    return LISTED.keySet();
  }

  /** Answers as the AWS CLI would, with its exit codes. */
  static int run(List<String> words, Path account, PrintStream out, PrintStream err) {
    var command = words.stream().limit(2).collect(Collectors.joining(" "));
    var listed = LISTED.get(command);
    if (listed == null) {
      err.printf(
          "aws %s: this shell is set up for a rehearsal, where aws only lists what make recover"
              + " needs; see rehearsal/datatier-rehearsal account --help for other commands.%n",
          command);
      return INVALID_COMMAND;
    }
    try {
      out.println(answer(words, account(account, words), listed));
      return 0;
    } catch (IOException | UncheckedIOException | InvalidAccountFile unreadable) {
      err.println("Cannot read the rehearsal's account: " + unreadable.getMessage());
      return FAILED;
    }
  }

  private static JsonObject answer(List<String> words, Account account, List<Traits> listed) {
    var answer = new JsonObject();
    for (var type : listed) {
      var listing = type.listing().orElseThrow();
      var found =
          answer.has(listing.list()) ? answer.getAsJsonArray(listing.list()) : new JsonArray();
      account
          .all(type.type())
          // AWS lists secrets without those that are planned to be deleted.
          .filter(entity -> !entity.isScheduledForDeletion())
          .filter(entity -> isSelected(entity, listing, words))
          .forEach(entity -> found.add(describe(entity, listing)));
      answer.add(listing.list(), found);
    }
    return answer;
  }

  private static boolean isSelected(Entity entity, Listing listing, List<String> words) {
    return listing.members().entrySet().stream()
        .filter(member -> member.getKey().startsWith("--"))
        .allMatch(member -> option(words, member.getKey()).equals(entity.text(member.getValue())));
  }

  private static JsonElement describe(Entity entity, Listing listing) {
    var described = new JsonObject();
    if (listing.list().equals(RULES)) {
      described.addProperty("IsEgress", entity.type().contains("Egress"));
    }
    listing
        .members()
        .forEach(
            (member, property) ->
                property(entity, property)
                    .filter(value -> !member.startsWith("--"))
                    .ifPresent(value -> described.add(member, inAws(member, value))));
    return described.has(MERE_TEXT) ? described.get(MERE_TEXT) : described;
  }

  private static Account account(Path file, List<String> words) throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    var account = new AccountFile(file).read();
    return option(words, "--region").map(account::in).orElse(account);
  }

  private static Optional<String> option(List<String> words, String name) {
    return words.stream().dropWhile(word -> !word.equals(name)).skip(1).findFirst();
  }

  private static Optional<JsonElement> property(Entity entity, String name) {
    return name.equals(ID)
        ? Optional.of(new JsonPrimitive(entity.id()))
        : entity.properties().get(name).map(Value::toJson);
  }

  private static JsonElement inAws(String member, JsonElement value) {
    if (member.equals("Tags")) {
      var tags = new JsonArray();
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(
              tag -> tags.add(object(Map.of("Key", tag.getKey(), "Value", text(tag.getValue())))));
      return tags;
    }
    return member.equals("ReferencedGroupInfo") ? object(Map.of("GroupId", text(value))) : value;
  }

  private static JsonObject object(Map<String, String> members) {
    var object = new JsonObject();
    members.forEach((name, value) -> object.add(name, new JsonPrimitive(value)));
    return object;
  }

  private static String text(JsonElement value) {
    return value.getAsString();
  }
}
