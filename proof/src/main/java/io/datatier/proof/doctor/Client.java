package io.datatier.proof.doctor;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Who connects to a proxy, as AWS has it.
 *
 * @param variables its environment
 * @param outdated how many of its instances run with another version of their launch template than
 *     that which says this
 * @param timeout after which it ends, in seconds; empty if it does not
 */
record Client(Ports.Side side, Map<String, String> variables, long outdated, OptionalInt timeout) {}
