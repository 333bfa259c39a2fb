package io.linekeeper.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes mishaps out of a scenario that fails while it still fails in the same way: in halves first, then in smaller pieces
 * (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE TSE 28(2), 2002).
 */
final class Shrinker {
    private static final int MOST_RUNS = 400;

    private int runs;

    /** The same failure with as few mishaps as can be found, with its trace. */
    Outcome shrink(Outcome failed) {
        List<Mishap> left = failed.scenario().mishaps();
        int pieces = 2;
        while (!left.isEmpty() && runs < MOST_RUNS) {
            List<Mishap> smaller = without(failed, left, pieces);
            if (smaller != null) {
                left = smaller;
                pieces = Math.max(2, pieces - 1);
            } else if (pieces >= left.size()) {
                break;
            } else {
                pieces = Math.min(left.size(), 2 * pieces);
            }
        }
        return Outcome.traced(failed.scenario().with(left));
    }

    private @org.jspecify.annotations.Nullable List<Mishap> without(Outcome failed, List<Mishap> all, int pieces) {
        int size = (all.size() + pieces - 1) / pieces;
        for (int from = 0; from < all.size(); from += size) {
            List<Mishap> rest = new ArrayList<>(all.subList(0, from));
            rest.addAll(all.subList(Math.min(all.size(), from + size), all.size()));
            runs++;
            if (Outcome.of(failed.scenario().with(rest)).kind().equals(failed.kind())) {
                return rest;
            }
        }
        return null;
    }
}
