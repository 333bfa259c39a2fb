package io.linekeeper.cli;

import io.linekeeper.policy.Durations;
import io.linekeeper.policy.PolicyDraft;
import java.time.Duration;

/** What {@code --heartbeat} takes. */
sealed interface HeartbeatChoice {
    /** Asks and answers, and judges every line by its answers. */
    record TwoWay() implements HeartbeatChoice {}

    /** The client beats, the server listens. */
    record OneWay(Duration timeout) implements HeartbeatChoice {}

    /** None. */
    record Off() implements HeartbeatChoice {}

    /** Puts the choice into a draft. */
    default void into(PolicyDraft draft) {
        if (this instanceof OneWay oneWay) {
            draft.heartbeatOneWay(oneWay.timeout());
        } else if (this instanceof Off) {
            draft.heartbeatOff();
        } else {
            draft.heartbeatTwoWay();
        }
    }

    /** Reads {@code two-way}, {@code one-way:D} or {@code off}. */
    static HeartbeatChoice parse(String text) {
        if (text.equals("two-way")) {
            return new TwoWay();
        }
        if (text.equals("off")) {
            return new Off();
        }
        if (text.startsWith("one-way:")) {
            return new OneWay(Durations.parse(text.substring("one-way:".length())));
        }
        if (text.equals("one-way")) {
            throw new IllegalArgumentException(
                    "one-way needs the silence after which a line is judged; write one-way:30s");
        }
        throw new IllegalArgumentException("there is no heartbeat \"" + text + "\"; choose two-way, one-way:D or off");
    }
}
