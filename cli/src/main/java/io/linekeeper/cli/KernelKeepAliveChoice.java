package io.linekeeper.cli;

import io.linekeeper.netty.SystemKeepAlive;
import io.linekeeper.policy.Durations;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.PolicyDraft;
import java.io.IOException;

/** What {@code --kernel-keepalive} takes. */
sealed interface KernelKeepAliveChoice {
    /** These values; the host's own are read when they are asked for. */
    record Rule(KeepAlive rule) implements KernelKeepAliveChoice {}

    /** None. */
    record Off() implements KernelKeepAliveChoice {}

    /** Puts the choice into a draft. */
    default void into(PolicyDraft draft) {
        if (this instanceof Rule given) {
            draft.kernelKeepAlive(given.rule());
        } else {
            draft.kernelKeepAliveOff();
        }
    }

    /** Reads {@code IDLE,INTERVAL,PROBES}, {@code system} or {@code off}. */
    static KernelKeepAliveChoice parse(String text) {
        if (text.equals("off")) {
            return new Off();
        }
        if (text.equals("system")) {
            return new Rule(system());
        }
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not IDLE,INTERVAL,PROBES, system or off; write for example 7200s,75s,9");
        }
        return new Rule(
                new KeepAlive(Durations.parse(parts[0]), Durations.parse(parts[1]), WholeNumber.parse(parts[2])));
    }

    private static KeepAlive system() {
        try {
            return SystemKeepAlive.read();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
