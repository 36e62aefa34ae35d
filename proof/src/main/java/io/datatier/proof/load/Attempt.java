package io.datatier.proof.load;

import java.time.Duration;
import java.util.Optional;

/**
 * What one request met: an entry of the log from which every figure is computed.
 *
 * @param arrival when it came, after the start
 * @param connect how long it took to get a connection to the database or the pool, login included;
 *     zero for one that is held
 * @param waited for the first answer in the transaction: a pool gives a connection only then
 * @param total from its arrival to the end of its transaction, or to its failure
 * @param failure empty if the transaction was committed
 */
public record Attempt(
    Duration arrival,
    Duration connect,
    Duration waited,
    Duration total,
    Optional<Failure> failure) {}
