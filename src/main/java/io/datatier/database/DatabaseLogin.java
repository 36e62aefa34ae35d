package io.datatier.database;

/**
 * One user of the database and the secret that holds its password.
 *
 * @param username the user's name in PostgreSQL
 */
public record DatabaseLogin(String username, DatabaseSecret secret) {}
