package io.datatier.proof.doctor;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Why a question has no answer; its message is a sentence. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What kind of reason. */
  enum Kind {
    /** What was asked for does not exist. */
    GONE,
    /** What another call may get past: throttling, a network or a service that fails. */
    PASSING,
    /** Anything else, such as credentials that do not permit the call. */
    LASTING
  }

  /**
   * The call that failed, which the SDK's exceptions do not name: one of theirs carries it along.
   */
  private static final class Call extends RuntimeException {

    private static final long serialVersionUID = 1;

    Call(String permission) {
      super(permission, null, false, false);
    }
  }

  /** Has the exceptions of a client name the call. */
  static final ExecutionInterceptor NAMING_CALLS =
      new ExecutionInterceptor() {
        @Override
        public void onExecutionFailure(
            Context.FailedExecution failed, ExecutionAttributes attributes) {
          var service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
          var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
          // Of the services asked here, the prefix in policies is the name without its space.
          var prefix = service.toLowerCase(Locale.ROOT).replace(" ", "");
          failed.exception().addSuppressed(new Call(prefix + ":" + operation));
        }
      };

  private static final Set<String> DENIALS =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized");

  private static final String LOG_IN = " Log in to AWS, and name the profile in AWS_PROFILE.";

  private static final String REGION =
      " If that does not help, set this machine's clock and AWS_REGION, and turn the region on in"
          + " the account.";

  private static final String IN_TIME = " If that does not help, set this machine's clock.";

  private static final String CLOCK =
      " Set this machine's clock; if it is right, the secret key is wrong.";

  /**
   * Of the common errors of query, JSON and EC2's API, those about who asks, by what to do. A wrong
   * clock makes a signature wrong; and a region that is turned off knows no one, nor does one that
   * is turned on take the tokens of the global STS (IAM user guide, "Manage AWS STS in an AWS
   * Region").
   */
  private static final Map<String, String> UNKNOWN_CALLER =
      Map.ofEntries(
          Map.entry("ExpiredToken", LOG_IN),
          Map.entry("ExpiredTokenException", LOG_IN),
          Map.entry("MissingAuthenticationToken", LOG_IN),
          Map.entry("MissingAuthenticationTokenException", LOG_IN),
          Map.entry("InvalidClientTokenId", LOG_IN + REGION),
          Map.entry("UnrecognizedClientException", LOG_IN + REGION),
          Map.entry("AuthFailure", LOG_IN + REGION),
          Map.entry("SignatureDoesNotMatch", CLOCK),
          Map.entry("InvalidSignatureException", CLOCK),
          // EC2's word for an old token as well as for an old request.
          Map.entry("RequestExpired", LOG_IN + IN_TIME));

  private final Kind kind;

  private Refusal(Kind kind, String why) {
    super(why);
    this.kind = kind;
  }

  static Refusal gone(String said) {
    return new Refusal(Kind.GONE, ended(said));
  }

  /**
   * Of credentials that lack a permission.
   *
   * @param permission such as {@code lambda:GetFunctionConfiguration}
   */
  static Refusal denied(String permission) {
    return new Refusal(Kind.LASTING, "These credentials may not call " + permission + ".");
  }

  /**
   * Of credentials of another account.
   *
   * @param said which, a sentence without its end
   */
  static Refusal ofAnotherAccount(String said) {
    return new Refusal(
        Kind.LASTING,
        said.substring(0, 1).toUpperCase(Locale.ROOT)
            + ended(said.substring(1))
            + " Name a profile of that account in AWS_PROFILE.");
  }

  /**
   * Of credentials that the SDK does not find.
   *
   * @param faults of the places where they should be, each a sentence after a space; empty if no
   *     place is named
   */
  static Refusal withoutCredentials(String faults) {
    return new Refusal(
        Kind.LASTING, "There are no AWS credentials." + (faults.isEmpty() ? LOG_IN : faults));
  }

  /** What an exception means. */
  static Refusal of(RuntimeException failed) {
    if (failed instanceof Refusal refusal) {
      return refusal;
    }
    if (failed instanceof AwsServiceException error) {
      return of(error);
    }
    return failed instanceof SdkException
        ? new Refusal(
            isOfNetwork(failed) ? Kind.PASSING : Kind.LASTING,
            "AWS did not answer: " + failed.getMessage())
        : new Refusal(Kind.LASTING, "The doctor failed because of a bug in it: " + failed);
  }

  private static boolean isOfNetwork(Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .anyMatch(IOException.class::isInstance);
  }

  private static Refusal of(AwsServiceException error) {
    var details = error.awsErrorDetails();
    var code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    var said = details == null ? null : details.errorMessage();
    var text =
        Objects.requireNonNullElse(said, "AWS answered %d %s".formatted(error.statusCode(), code))
            .strip();
    var call =
        Stream.of(error.getSuppressed())
            .filter(Call.class::isInstance)
            .map(Throwable::getMessage)
            .findFirst()
            .orElse("a call");
    if (DENIALS.contains(code)) {
      // Secrets Manager refuses who may read a secret and not decrypt it in its own name.
      return denied(text.contains("KMS") ? "kms:Decrypt" : call);
    }
    var advice = UNKNOWN_CALLER.get(code);
    if (advice != null) {
      return new Refusal(
          Kind.LASTING,
          "AWS does not accept these credentials: %s%s".formatted(ended(text), advice));
    }
    // DBInstanceNotFound, InvalidSubnetID.NotFound, ResourceNotFoundException, NoSuchEntity.
    return error.statusCode() == 404 || code.contains("NotFound") || code.equals("NoSuchEntity")
        ? gone(text)
        : new Refusal(
            error.isThrottlingException() || error.statusCode() >= 500
                ? Kind.PASSING
                : Kind.LASTING,
            "%s failed: %s".formatted(call, text));
  }

  /** AWS ends some of its sentences. */
  private static String ended(String said) {
    return said.replaceAll("\\.$", "") + ".";
  }

  Kind kind() {
    return kind;
  }

  /** A sentence. */
  String why() {
    return Objects.requireNonNull(getMessage());
  }
}
