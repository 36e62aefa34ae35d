package io.datatier.rehearsal.iam;

import static io.datatier.rehearsal.iam.Truth.FAILS;
import static io.datatier.rehearsal.iam.Truth.HOLDS;
import static io.datatier.rehearsal.iam.Truth.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The IAM user guide's rules of evaluation ("Policy evaluation logic", "IAM JSON policy elements
 * reference"), on one request: a role reads a secret.
 */
final class PolicyDocumentTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/app";
  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/login-AbCdEf";
  private static final Request READS =
      new Request(
          Caller.role(ROLE),
          "secretsmanager:GetSecretValue",
          SECRET,
          Context.UNKNOWN
              .with("aws:PrincipalArn", ROLE)
              .with("aws:PrincipalTag/team", "shop")
              .with("aws:SecureTransport", "true")
              .with("aws:SourceAccount", "123456789012")
              .with("kms:ViaService", "secretsmanager.us-east-1.amazonaws.com")
              .with("secretsmanager:VersionId", "7")
              .without("aws:SourceArn"));

  private static Truth lets(String statements) {
    return PolicyDocument.of("{\"Statement\":%s}".formatted(statements.replace('\'', '"')))
        .evaluate(READS);
  }

  private static Truth allowsIf(String condition) {
    return lets(
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{%s}}".formatted(condition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          HOLDS | 'secretsmanager:GetSecretValue'
          HOLDS | 'SecretsManager:getsecretvalue'
          HOLDS | 'secretsmanager:Get*'
          HOLDS | 'secretsmanager:GetSecretValu?'
          HOLDS | ['kms:Decrypt','*']
          FAILS | 'secretsmanager:Get'
          FAILS | 'secretsmanager:GetSecretValue?'
          FAILS | 'kms:*'
          FAILS | []
          """)
  void compares_actions_with_wildcards_and_without_case(Truth expected, String action) {
    assertEquals(expected, lets("{'Effect':'Allow','Action':%s,'Resource':'*'}".formatted(action)));
    assertEquals(
        expected.not(), lets("{'Effect':'Allow','NotAction':%s,'Resource':'*'}".formatted(action)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          HOLDS | '*'
          HOLDS | 'arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/*'
          HOLDS | 'arn:aws:secretsmanager:*:*:secret:shop/login-??????'
          HOLDS | ['arn:aws:s3:::bucket','arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/login-AbCdEf']
          HOLDS | 'arn:aws:secretsmanager:us-east-1:123456789012:secret:${aws:PrincipalTag/team}/*'
          FAILS | 'arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/login'
          FAILS | 'arn:aws:secretsmanager:us-east-1:123456789012:secret:SHOP/*'
          FAILS | 'arn:aws:secretsmanager:us-east-1:123456789012:secret:${*}'
          FAILS | 'arn:aws:secretsmanager:us-east-1:123456789012:secret:${aws:SourceArn}/*'
          UNKNOWN | 'arn:aws:secretsmanager:us-east-1:123456789012:secret:${aws:userid}/*'
          """)
  void compares_resources_with_wildcards_and_variables(Truth expected, String resource) {
    assertEquals(
        expected, lets("{'Effect':'Allow','Action':'*','Resource':%s}".formatted(resource)));
    assertEquals(
        expected.not(),
        lets("{'Effect':'Allow','Action':'*','NotResource':%s}".formatted(resource)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          HOLDS | '*'
          HOLDS | {'AWS':'*'}
          HOLDS | {'AWS':'arn:aws:iam::123456789012:role/app'}
          HOLDS | {'AWS':['arn:aws:iam::123456789012:user/eve','arn:aws:iam::123456789012:role/app']}
          FAILS | {'AWS':'arn:aws:iam::123456789012:role/*'}
          FAILS | {'AWS':'arn:aws:iam::123456789012:root'}
          FAILS | {'Service':'rds.amazonaws.com'}
          FAILS | 'arn:aws:iam::123456789012:role/app'
          """)
  void compares_principals_as_they_are(Truth expected, String principal) {
    assertEquals(
        expected,
        lets("{'Effect':'Allow','Principal':%s,'Action':'*','Resource':'*'}".formatted(principal)));
    assertEquals(
        expected.not(),
        lets(
            "{'Effect':'Allow','NotPrincipal':%s,'Action':'*','Resource':'*'}"
                .formatted(principal)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          HOLDS | 'StringEquals':{'kms:ViaService':'secretsmanager.us-east-1.amazonaws.com'}
          HOLDS | 'StringEquals':{'KMS:viaservice':['a','secretsmanager.us-east-1.amazonaws.com']}
          FAILS | 'StringEquals':{'kms:ViaService':'secretmanager.us-east-1.amazonaws.com'}
          FAILS | 'StringEquals':{'kms:ViaService':'secretsmanager.*.amazonaws.com'}
          FAILS | 'StringEquals':{'kms:ViaService':'SecretsManager.us-east-1.amazonaws.com'}
          HOLDS | 'StringEqualsIgnoreCase':{'kms:ViaService':'SecretsManager.us-east-1.amazonaws.com'}
          HOLDS | 'StringLike':{'kms:ViaService':'secretsmanager.*.amazonaws.com'}
          FAILS | 'StringNotEquals':{'kms:ViaService':['a','secretsmanager.us-east-1.amazonaws.com']}
          HOLDS | 'StringNotEquals':{'kms:ViaService':['a','b']}
          FAILS | 'StringNotLike':{'kms:ViaService':'secretsmanager.*'}
          HOLDS | 'StringEquals':{'aws:PrincipalTag/team':'${aws:PrincipalTag/team}'}
          HOLDS | 'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::123456789012:role/app'}
          HOLDS | 'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}
          HOLDS | 'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::*:role/a??'}
          FAILS | 'ArnLike':{'aws:PrincipalArn':'arn:aws:*role/app'}
          FAILS | 'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}
          HOLDS | 'Bool':{'aws:SecureTransport':'true'}
          HOLDS | 'Bool':{'aws:SecureTransport':true}
          FAILS | 'Bool':{'aws:SecureTransport':'false'}
          UNKNOWN | 'NumericEquals':{'secretsmanager:VersionId':7}
          UNKNOWN | 'StringEquals':{'aws:PrincipalOrgID':'o-shop'}
          UNKNOWN | 'StringNotEquals':{'aws:PrincipalOrgID':'o-shop'}
          UNKNOWN | 'StringEqualsIfExists':{'aws:SourceVpce':'vpce-1'}
          UNKNOWN | 'StringSounds':{'kms:ViaService':'secretsmanager.us-east-1.amazonaws.com'}
          """)
  void compares_what_the_request_has(Truth expected, String condition) {
    assertEquals(expected, allowsIf(condition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FAILS | 'StringEquals':{'aws:SourceArn':'a'}
          FAILS | 'ArnLike':{'aws:SourceArn':'*'}
          FAILS | 'Bool':{'aws:SourceArn':'false'}
          HOLDS | 'StringNotEquals':{'aws:SourceArn':'a'}
          HOLDS | 'StringEqualsIfExists':{'aws:SourceArn':'a'}
          HOLDS | 'ArnNotLikeIfExists':{'aws:SourceArn':'a'}
          HOLDS | 'ForAllValues:StringEquals':{'aws:SourceArn':'a'}
          FAILS | 'ForAnyValue:StringEquals':{'aws:SourceArn':'a'}
          FAILS | 'ForAnyValue:StringNotEquals':{'aws:SourceArn':'a'}
          HOLDS | 'Null':{'aws:SourceArn':'true'}
          FAILS | 'Null':{'aws:SourceArn':'false'}
          FAILS | 'Null':{'aws:SourceAccount':'true'}
          HOLDS | 'Null':{'aws:SourceAccount':false}
          UNKNOWN | 'Null':{'aws:SourceVpce':'true'}
          """)
  void knows_what_the_request_lacks(Truth expected, String condition) {
    assertEquals(expected, allowsIf(condition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          HOLDS | 'StringEquals':{'aws:SourceAccount':'123456789012','kms:ViaService':'secretsmanager.us-east-1.amazonaws.com'}
          FAILS | 'StringEquals':{'aws:SourceAccount':'123456789012','kms:ViaService':'rds.us-east-1.amazonaws.com'}
          FAILS | 'StringEquals':{'aws:SourceAccount':'1'},'Bool':{'aws:SecureTransport':'true'}
          UNKNOWN | 'StringEquals':{'aws:SourceAccount':'123456789012','aws:PrincipalOrgID':'o'}
          FAILS | 'StringEquals':{'aws:SourceAccount':'1','aws:PrincipalOrgID':'o'}
          """)
  void wants_all_keys_of_all_operators(Truth expected, String condition) {
    assertEquals(expected, allowsIf(condition));
  }

  static Stream<Arguments> documents() {
    var all = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    var maybe = "'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o'}}";
    return Stream.of(
        arguments("what no statement allows", "[]", FAILS),
        arguments("what one allows", "[" + all + "]", HOLDS),
        arguments("one that is no list", all, HOLDS),
        arguments(
            "what another denies",
            "[" + all + ",{'Effect':'Deny','Action':'secretsmanager:*','Resource':'*'}]",
            FAILS),
        arguments(
            "what another denies of others",
            "[" + all + ",{'Effect':'Deny','Action':'kms:*','Resource':'*'}]",
            HOLDS),
        arguments(
            "what another denies of everything else",
            "[" + all + ",{'Effect':'Deny','NotAction':'secretsmanager:Get*','Resource':'*'}]",
            HOLDS),
        arguments(
            "what another may deny",
            "[" + all + ",{'Effect':'Deny','Action':'*','Resource':'*'," + maybe + "}]",
            UNKNOWN),
        arguments(
            "what one may allow",
            "[{'Effect':'Allow','Action':'*','Resource':'*'," + maybe + "}]",
            UNKNOWN),
        arguments(
            "what one may allow and another allows",
            "[" + all + ",{'Effect':'Allow','Action':'*','Resource':'*'," + maybe + "}]",
            HOLDS),
        arguments(
            "what one may allow and another denies",
            "[{'Effect':'Allow','Action':'*','Resource':'*',"
                + maybe
                + "},{'Effect':'Deny','Action':'*','Resource':'*'}]",
            FAILS),
        arguments("nonsense", "['Allow',7,{'Effect':['Allow']}]", FAILS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void denies_before_it_allows(String name, String statements, Truth expected) {
    assertEquals(expected, lets(statements));
  }

  @Test
  void says_nothing_where_it_is_no_json() {
    assertEquals(FAILS, PolicyDocument.of("Allow everything!").evaluate(READS));
    assertEquals(UNKNOWN, PolicyDocument.UNKNOWN.evaluate(READS));
  }

  @Test
  void fills_a_variable_that_is_missing_with_its_default() {
    var pattern = "arn:aws:secretsmanager:*:secret:${aws:SourceArn, '%s'}/*";
    var context = READS.context();
    assertEquals(HOLDS, new TextPattern(pattern.formatted("shop"), context).like(SECRET));
    assertEquals(FAILS, new TextPattern(pattern.formatted("sales"), context).like(SECRET));
  }

  @Test
  void trusts_services_by_name() {
    var trust =
        PolicyDocument.of(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"rds.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}");
    assertEquals(HOLDS, trust.evaluate(assumes("rds.amazonaws.com")));
    assertEquals(FAILS, trust.evaluate(assumes("lambda.amazonaws.com")));
  }

  private static Request assumes(String service) {
    return new Request(Caller.service(service), "sts:AssumeRole", ROLE, Context.UNKNOWN);
  }
}
