package io.linekeeper.policy;

import java.util.List;

/**
 * How one failure is found under a policy: by each detector on its own, and by all of them together.
 *
 * @param failure what happened
 * @param kernel when the kernel finds it
 * @param heartbeat when the heartbeat finds it; empty if it has no part in it
 * @param stallRule when the stall rule finds it; empty if it has no part in it
 * @param found when it is found by whichever is first
 * @param reason why, or why not, in one clause
 */
public record Detection(
        Failure failure,
        List<Finding> kernel,
        List<Finding> heartbeat,
        List<Finding> stallRule,
        List<Finding> found,
        String reason) {
    /** Sorts the findings and drops those that come later than one that rests on nothing. */
    public Detection {
        kernel = Finding.decisive(kernel);
        heartbeat = Finding.decisive(heartbeat);
        stallRule = Finding.decisive(stallRule);
        found = Finding.decisive(found);
    }

    /** When it is found, in words: {@code 29 s once answered, else never}. */
    public String foundText() {
        return Finding.text(found);
    }

    /** The row of the table: failure, kernel, heartbeat, stall rule, found within. */
    List<String> cells() {
        return List.of(
                failure.label(), Finding.text(kernel), Finding.text(heartbeat), Finding.text(stallRule), foundText());
    }
}
