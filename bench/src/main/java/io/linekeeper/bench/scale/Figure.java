package io.linekeeper.bench.scale;

/** One thing that liveness costs, and how it is measured. */
interface Figure {
    /** The word that chooses it. */
    String word();

    /** What the table shows, and the goal. */
    String title();

    /** Whether a round takes many minutes. */
    default boolean isLong() {
        return false;
    }

    /** Measures once over, each contestant in turn, so that what else happens on the machine happens to all. */
    void round(Size size, int round, Results results) throws Exception;
}
