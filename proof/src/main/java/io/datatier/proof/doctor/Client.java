package io.datatier.proof.doctor;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Who connects to a proxy, as AWS has it.
 *
 * @param variables its environment
 * @param timeout after which it ends, in seconds; empty if it does not
 */
record Client(Ports.Side side, Map<String, String> variables, OptionalInt timeout) {}
