package io.linekeeper.gateway;

/** What becomes of a line that is judged dead. */
public enum Verdicts {
    /** It is ended. */
    END,
    /**
     * It goes on, and what would have ended is told and counted: a policy is tried in the shadow. The kernel is told nothing
     * either, since it would end lines by itself.
     */
    OBSERVE;

    /** {@code end} or {@code observe}. */
    public static Verdicts of(String word) {
        return switch (word) {
            case "end" -> END;
            case "observe" -> OBSERVE;
            default ->
                throw new IllegalArgumentException("verdicts cannot be \"" + word
                        + "\"; choose end (the line is ended) or observe (it goes on, and is counted)");
        };
    }
}
