/**
 * Reads aws-native, Cloud Control and CloudFormation resources as resources of the aws provider.
 */
@NullMarked
package io.datatier.policy.dialects;

import org.jspecify.annotations.NullMarked;
