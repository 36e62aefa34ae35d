package io.datatier.rehearsal.login;

import java.nio.file.Path;

/**
 * What leads a function's process to loopback.
 *
 * @param hosts a hosts file for the names of the database and the proxy
 * @param certificate theirs, in PEM, which is its own authority
 * @param trust a PKCS12 store that trusts it
 */
public record Loopback(Path hosts, Path certificate, Path trust) {}
