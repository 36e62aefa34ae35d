package io.datatier.rehearsal.iam;

/**
 * An authorization request.
 *
 * @param caller the caller
 * @param action the action, such as {@code kms:Decrypt}
 * @param resource the ARN of the resource
 * @param context the condition context
 */
public record Request(Caller caller, String action, String resource, Context context) {

  Request by(Caller other) {
    return new Request(other, action, resource, context);
  }
}
