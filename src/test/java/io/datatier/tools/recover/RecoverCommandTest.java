package io.datatier.tools.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.datatier.tools.CommandFolder;
import io.datatier.tools.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With shell scripts in place of the engine and AWS; scenarios of the rehearsal have the engine.
 */
final class RecoverCommandTest {

  private static final String PROVIDER =
      """
      {"urn": "urn:pulumi:dev::tier::pulumi:providers:aws::default_6_83_0",
       "type": "pulumi:providers:aws", "id": "4711",
       "inputs": {"region": "eu-west-1", "profile": "ops", "version": "6.83.0"}}
      """;
  private static final String VPC =
      made("aws:ec2/vpc:Vpc", "vpc", "{\"cidrBlock\": \"10.0.0.0/16\"}");
  private static final String POLICY =
      made("aws:kms/keyPolicy:KeyPolicy", "logs", "{\"keyId\": \"4711\"}");
  private static final String KEY = made("aws:kms/key:Key", "key", "{}");

  private final CommandFolder project;

  RecoverCommandTest(@TempDir Path folder) {
    this.project = new CommandFolder(folder);
  }

  @Test
  void says_which_command_is_missing() throws Exception {
    var missing = project.path().resolve("pulumi").toString();
    assertEquals(
        1,
        new RecoverCommand(
                Executable.pulumi(missing, project.path()),
                new Executable(List.of("aws"), project.path()),
                project.out(),
                project.err())
            .run("dev", Map.of()));
    assertEquals(
        missing
            + " cannot be run: install it, or put its folder on the PATH.\nFix this, then run the"
            + " command again.\n",
        project.complaints());
  }

  @Test
  void takes_over_what_aws_has_made_and_forgets_the_rest() throws Exception {
    assertEquals(
        0,
        recover(
            state(
                "", creating(VPC), creating(made("aws:iam/role:Role", "role", "{\"name\":\"r\"}"))),
            """
            case "$2" in
              describe-vpcs) echo '{"Vpcs": [
                  {"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"},
                  {"VpcId": "vpc-2", "CidrBlock": "10.0.0.0/16"}]}' ;;
              list-roles) echo '{"Roles": [{"RoleName": "other"}]}' ;;
            esac
            """));

    assertEquals(
        """
        The run was interrupted while it created:
          vpc: found in AWS: vpc-2
          role: not in AWS
        Imported 1 resource; the state of dev matches AWS. Next, repeat the interrupted command:
          pulumi up --stack dev
        """,
        project.printed());
    assertEquals(
        """
        aws ec2 describe-vpcs --region eu-west-1 --profile ops --output json
        aws iam list-roles --region eu-west-1 --profile ops --output json
        """,
        Files.readString(project.path().resolve("asked")));
    assertEquals(
        JsonParser.parseString(
            """
            {"nameTable": {"urn-0": "urn:pulumi:dev::tier::datatier:network:Network::net"},
             "resources": [{"type": "aws:ec2/vpc:Vpc", "name": "resource-0", "logicalName": "vpc",
               "id": "vpc-2", "parent": "urn-0", "version": "6.83.0"}]}
            """),
        JsonParser.parseString(Files.readString(project.path().resolve("imported"))));
    assertEquals(
        "refresh --stack dev --skip-preview --yes --clear-pending-creates\n",
        Files.readString(project.path().resolve("refreshed")));
  }

  @Test
  void names_the_provider_of_what_has_one_of_its_own() throws Exception {
    var own = "urn:pulumi:dev::tier::pulumi:providers:aws::elsewhere";
    assertEquals(
        0,
        recover(
            state("", creating(VPC))
                .replace("urn:pulumi:dev::tier::pulumi:providers:aws::default_6_83_0", own),
            "echo '{\"Vpcs\": [{\"VpcId\": \"vpc-2\", \"CidrBlock\": \"10.0.0.0/16\"}]}'"));

    assertEquals(
        JsonParser.parseString(
            """
            {"nameTable": {"urn-0": "urn:pulumi:dev::tier::datatier:network:Network::net",
                           "urn-1": "%s"},
             "resources": [{"type": "aws:ec2/vpc:Vpc", "name": "resource-0", "logicalName": "vpc",
               "id": "vpc-2", "parent": "urn-0", "provider": "urn-1"}]}
            """
                .formatted(own)),
        JsonParser.parseString(Files.readString(project.path().resolve("imported"))));
  }

  @Test
  void leaves_alone_what_is_made_once_more_without_harm() throws Exception {
    assertEquals(0, recover(state("", creating(POLICY)), "exit 1"));

    assertTrue(
        project.printed().contains("  logs: the next run safely creates it again\n"),
        project.printed());
  }

  @Test
  void does_not_take_what_the_stack_has_for_what_it_lacks() throws Exception {
    var other =
        made("aws:ec2/vpc:Vpc", "other", "{}")
            .replace("\"inputs\"", "\"id\": \"vpc-2\", \"inputs\"");
    assertEquals(
        0,
        recover(
            state("," + other, creating(VPC)),
            "echo '{\"Vpcs\": [{\"VpcId\": \"vpc-2\", \"CidrBlock\": \"10.0.0.0/16\"}]}'"));

    assertTrue(project.printed().contains("  vpc: not in AWS\n"), project.printed());
  }

  @Test
  void asks_a_person_where_it_cannot_tell() throws Exception {
    var state = state("", creating(VPC), creating(KEY));
    var twins =
        """
        echo '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"},
          {"VpcId": "vpc-2", "CidrBlock": "10.0.0.0/16"}]}'
        """;

    assertEquals(1, recover(state, twins));

    assertEquals(
        """
        vpc may be any of vpc-1, vpc-2. Add the one that this stack created: MADE='vpc=ID'.
        key (aws:kms/key:Key) has no unique name in AWS. Look it up there and add MADE='key=ID', or \
        MADE='key=' if it does not exist.
        Fix this, then run the command again.
        """,
        project.complaints());
    assertTrue(Files.notExists(project.path().resolve("refreshed")));

    assertEquals(0, recover(state, twins, Map.of("vpc", "vpc-2", "key", "")));
    assertTrue(
        project.printed().contains("  vpc: found in AWS: vpc-2\n  key: not in AWS\n"),
        project.printed());
  }

  @Test
  void leaves_half_of_a_replacement_to_a_person() throws Exception {
    var old = VPC.replace("\"inputs\"", "\"id\": \"vpc-1\", \"inputs\"");
    assertEquals(
        1,
        recover(
            state("," + old, creating(VPC)),
            "echo '{\"Vpcs\": [{\"VpcId\": \"vpc-2\", \"CidrBlock\": \"10.0.0.0/16\"}]}'"));

    assertEquals(
        """
        vpc was being replaced: AWS has the new one, vpc-2, and the state still the old one, vpc-1. \
        Nothing uses the new one yet: delete it in AWS. `pulumi up` creates another.
        Fix this, then run the command again.
        """,
        project.complaints());
  }

  @Test
  void looks_for_all_that_could_have_been_made_when_the_engine_noted_nothing() throws Exception {
    var later =
        made(
            "aws:ec2/subnet:Subnet",
            "later",
            "{\"vpcId\": \"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"}");
    Files.writeString(
        project.path().resolve("steps"),
        """
        {"steps": [{"op": "create", "newState": %s}, {"op": "create", "newState": %s},
          {"op": "same", "newState": %s},
          {"op": "create", "newState": {"urn": "urn:pulumi:dev::tier::datatier:a:B::b",
            "type": "datatier:a:B"}}]}
        """
            .formatted(VPC, later, POLICY));

    assertEquals(
        0,
        recover(
            state(""),
            "echo '{\"Vpcs\": [{\"VpcId\": \"vpc-2\", \"CidrBlock\": \"10.0.0.0/16\"}]}'"));

    assertEquals(
        """
        The state has no pending creation in AWS. If the provider died, it may have created:
          vpc: found in AWS: vpc-2
        Imported 1 resource; the state of dev matches AWS. Next, repeat the interrupted command:
          pulumi up --stack dev
        """,
        project.printed());
    assertEquals(
        "refresh --stack dev --skip-preview --yes --clear-pending-creates\n",
        Files.readString(project.path().resolve("refreshed")));
  }

  @Test
  void drops_a_component_that_was_being_created() throws Exception {
    project.write("steps", "{}");
    var component =
        """
        {"urn": "urn:pulumi:dev::tier::datatier:a:B::b", "type": "datatier:a:B", "provider": ""}
        """;

    assertEquals(0, recover(state("", creating(component)), "exit 1"));

    assertEquals(
        "refresh --stack dev --skip-preview --yes --clear-pending-creates\n",
        Files.readString(project.path().resolve("refreshed")));
  }

  @Test
  void drops_nothing_of_another_provider_unasked() throws Exception {
    project.write("steps", "{}");
    var state = state("", creating(made("random:index/randomPet:RandomPet", "pet", "{}")));

    assertEquals(1, recover(state, "exit 1"));

    assertEquals(
        """
        pet (random:index/randomPet:RandomPet) was being created, and cannot be looked up here. If \
        it exists, import it with pulumi import. Then add MADE='pet=', without an id.
        Fix this, then run the command again.
        """,
        project.complaints());
    assertTrue(Files.notExists(project.path().resolve("refreshed")));
    assertEquals(1, recover(state, "exit 1", Map.of("pet", "wise-cat")));
    assertEquals(0, recover(state, "exit 1", Map.of("pet", "")));
  }

  @Test
  void settles_none_of_two_by_the_name_of_both() throws Exception {
    var pet = made("random:index/randomPet:RandomPet", "vpc", "{}");

    assertEquals(1, recover(state("", creating(VPC), creating(pet)), "exit 1", Map.of("vpc", "")));

    assertEquals(
        """
        vpc (random:index/randomPet:RandomPet) was being created, and something else of that name. \
        Look both up; import what exists with pulumi import, then run pulumi refresh \
        --clear-pending-creates.
        Fix this, then run the command again.
        """,
        project.complaints());
  }

  @Test
  void repeats_what_aws_says_where_it_refuses() throws Exception {
    assertEquals(1, recover(state("", creating(VPC)), "echo 'ExpiredToken' >&2; exit 254"));

    assertEquals("ExpiredToken\nFix this, then run the command again.\n", project.complaints());
    assertTrue(Files.notExists(project.path().resolve("refreshed")));
  }

  private int recover(String state, String aws) throws Exception {
    return recover(state, aws, Map.of());
  }

  private int recover(String state, String aws, Map<String, String> told) throws Exception {
    project.write("state", state);
    var engine =
        project.script(
            "pulumi",
            """
            shift
            case "$1" in
              stack) cat state ;;
              preview) test -e refreshed && cat steps ;;
              import) cp "$5" imported ;;
              refresh) echo "$@" > refreshed ;;
            esac
            """);
    var listing = project.script("aws", "echo aws \"$@\" >> asked\n" + aws);
    return new RecoverCommand(
            Executable.pulumi(engine, project.path()),
            new Executable(List.of(listing), project.path()),
            project.out(),
            project.err())
        .run("dev", told);
  }

  private static String state(String more, String... pending) {
    return """
        {"deployment": {"resources": [%s%s], "pending_operations": [%s]}}
        """
        .formatted(PROVIDER, more, String.join(",", pending));
  }

  private static String creating(String resource) {
    return "{\"type\": \"creating\", \"resource\": %s}".formatted(resource);
  }

  private static String made(String type, String name, String inputs) {
    return """
        {"urn": "urn:pulumi:dev::tier::datatier:network:Network$%s::%s", "type": "%s",
         "parent": "urn:pulumi:dev::tier::datatier:network:Network::net",
         "provider": "urn:pulumi:dev::tier::pulumi:providers:aws::default_6_83_0::4711",
         "inputs": %s}
        """
        .formatted(type, name, type, inputs);
  }
}
