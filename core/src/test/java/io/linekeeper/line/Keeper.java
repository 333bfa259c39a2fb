package io.linekeeper.line;

import io.linekeeper.policy.LivenessPolicy;

/** What a test does in the place of a line's handler. */
interface Keeper {

    Witness testify();

    void carryOut(Step step);

    default boolean observesOnly() {
        return false;
    }

    default boolean isRecorded() {
        return false;
    }

    default void recorded(Flight flight) {}

    /** Puts a line on the roll that leaves all that is to be done to its keeper. */
    static Line put(RollCall roll, LivenessPolicy policy, Keeper keeper, long nowNanos) {
        Line line = lineOf(keeper);
        roll.add(line, policy, nowNanos);
        return line;
    }

    /** A line that leaves all that is to be done to its keeper. */
    static Line lineOf(Keeper keeper) {
        return new Line() {
            @Override
            protected boolean observesOnly() {
                return keeper.observesOnly();
            }

            @Override
            protected boolean isRecorded() {
                return keeper.isRecorded();
            }

            @Override
            protected void recorded(Flight flight) {
                keeper.recorded(flight);
            }

            @Override
            protected Witness testify() {
                return keeper.testify();
            }

            @Override
            protected void carryOut(Step step) {
                keeper.carryOut(step);
            }
        };
    }
}
