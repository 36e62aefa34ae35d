package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Otherwise;
import io.datatier.config.Required;
import java.util.Optional;

/**
 * A call of a function at set times.
 *
 * @param name the rule's name in AWS is the function's, a hyphen and this
 * @param input the event, as JSON; by default EventBridge's own
 */
public record ScheduledCall(
    @Required("a name among the function's schedules, such as nightly")
        @Allows("1 to 32 letters, digits, `-` and `_`")
        ScheduleName name,
    @Required("rate(…) or cron(…)") @Allows("`rate(5 minutes)` or `cron(0 3 * * ? *)`, in UTC")
        ScheduleExpression expression,
    @Otherwise("EventBridge's own") @Allows("the event, as JSON; no secrets")
        Optional<EventInput> input) {}
