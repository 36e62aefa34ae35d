package io.datatier.rehearsal.iam;

/**
 * What is asked of AWS.
 *
 * @param caller who asks
 * @param action what for, such as {@code kms:Decrypt}
 * @param resource the ARN of what it is to be done with
 * @param context what else AWS knows of the request
 */
public record Request(Caller caller, String action, String resource, Context context) {

  Request by(Caller other) {
    return new Request(other, action, resource, context);
  }
}
