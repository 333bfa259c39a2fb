package io.linekeeper.lab.detector;

import java.time.Duration;

/** What a detector's own arithmetic says of a {@link Truth}, before anything is run. Times count from the fault. */
public sealed interface Expectation {
    /** Why, in one clause. */
    String why();

    /**
     * The line is dead and found so.
     *
     * @param from no earlier than this
     * @param to no later, lateness included
     */
    record Found(Duration from, Duration to, String why) implements Expectation {}

    /** There is something to find, and it is never found. */
    record Never(String why) implements Expectation {}

    /**
     * It is found after more time than a run waits.
     *
     * @param after about so long
     */
    record Later(Duration after, String why) implements Expectation {}

    /** The peer lives, and its line is left alone. */
    record Spared(String why) implements Expectation {}

    /** The peer lives, and its line is ended all the same. */
    record Killed(Duration from, Duration to, String why) implements Expectation {}

    /**
     * The peer lives, and it is a matter of luck whether its line does.
     *
     * @param most how likely it is to be ended, at most; 1 where nobody can say
     */
    record Chance(double most, String why) implements Expectation {}
}
