package io.datatier.rehearsal.account;

import io.datatier.rehearsal.value.Fields;
import java.time.Instant;

/**
 * A change that AWS has accepted and makes later.
 *
 * @param values the properties with their values from then on
 * @param due when it is made, by the account's clock
 */
public record Pending(Fields values, Instant due) {}
