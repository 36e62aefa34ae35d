package io.datatier.database;

/**
 * A database user and the secret with its password.
 *
 * @param username the user's name in PostgreSQL
 */
public record DatabaseLogin(String username, DatabaseSecret secret) {}
