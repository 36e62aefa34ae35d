package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

final class CredentialsTest {

  private static final String PROFILES =
      """
      [profile session]
      sso_session = shop
      sso_account_id = 123456789012
      sso_role_name = operator
      region = us-east-1

      [sso-session shop]
      sso_region = us-east-1
      sso_start_url = https://shop.invalid/start

      [profile login]
      login_session = arn:aws:iam::123456789012:user/operator
      region = us-east-1

      [profile role]
      role_arn = arn:aws:iam::123456789012:role/operator
      credential_source = EcsContainer
      region = us-east-1
      """;

  /** The SDK says of profiles whose module is not on the class path that it must be. */
  @ParameterizedTest
  @ValueSource(strings = {"session", "login", "role"})
  void profiles_of_every_kind_are_read(String profile) {
    var file =
        ProfileFile.builder()
            .content(new ByteArrayInputStream(PROFILES.getBytes(StandardCharsets.UTF_8)))
            .type(ProfileFile.Type.CONFIGURATION)
            .build();
    var provider =
        ProfileCredentialsProvider.builder().profileFile(file).profileName(profile).build();

    var fault = assertThrows(RuntimeException.class, provider::resolveCredentials);

    var said = new StringWriter();
    fault.printStackTrace(new PrintWriter(said));
    assertFalse(said.toString().contains("must be on the class path"), said::toString);
  }
}
