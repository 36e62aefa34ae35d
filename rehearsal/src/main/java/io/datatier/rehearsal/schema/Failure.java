package io.datatier.rehearsal.schema;

/**
 * One thing wrong with the inputs of a resource.
 *
 * @param path where, such as {@code auths[0].iamAuth}
 * @param reason what is wrong, to be read after "has a problem:"
 */
public record Failure(String path, String reason) {}
