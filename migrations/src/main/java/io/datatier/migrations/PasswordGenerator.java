package io.datatier.migrations;

import static java.util.stream.Collectors.joining;

import java.security.SecureRandom;

/**
 * Generates passwords of 193 random bits from the characters that need no escape in a URL (RFC
 * 3986, section 2.3). None of those that RDS refuses ({@code /}, {@code @}, {@code "} and the
 * space) is among them.
 */
final class PasswordGenerator {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final int LENGTH = 32;

  private final SecureRandom random = new SecureRandom();

  String next() {
    return random
        .ints(LENGTH, 0, ALPHABET.length())
        .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
        .collect(joining());
  }
}
