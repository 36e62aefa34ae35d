package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.Rule;

/**
 * A remedy that was applied, or that failed.
 *
 * @param properties all properties of the resource afterwards
 * @param failure why it was not applied; empty if it was
 */
public record Remedied(Rule rule, Fields properties, String failure) {}
