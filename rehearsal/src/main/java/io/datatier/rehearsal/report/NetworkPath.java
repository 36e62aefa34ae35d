package io.datatier.rehearsal.report;

import java.util.SortedSet;

/**
 * One way to reach a listener over the network.
 *
 * @param who the client: a resource, or a sentence about whoever fits
 * @param client its type token; empty if it is not a resource of the stack
 * @param to the database, proxy or endpoint
 * @param port TCP
 * @param by the resources that open the path
 * @param certainty whether the state shows both ends of it
 */
public record NetworkPath(
    String who,
    String client,
    Resource to,
    int port,
    SortedSet<Resource> by,
    Certainty certainty) {}
