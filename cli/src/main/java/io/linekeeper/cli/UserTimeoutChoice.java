package io.linekeeper.cli;

import io.linekeeper.policy.Durations;
import io.linekeeper.policy.PolicyDraft;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code --user-timeout} takes.
 *
 * @param timeout empty: off
 */
record UserTimeoutChoice(Optional<Duration> timeout) {

    /** Puts the choice into a draft. */
    void into(PolicyDraft draft) {
        timeout.ifPresentOrElse(draft::userTimeout, draft::userTimeoutOff);
    }

    /** Reads a duration or {@code off}. */
    static UserTimeoutChoice parse(String text) {
        return new UserTimeoutChoice(text.equals("off") ? Optional.empty() : Optional.of(Durations.parse(text)));
    }
}
