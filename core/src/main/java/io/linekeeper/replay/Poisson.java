package io.linekeeper.replay;

/** How rare that can be which was seen so many times: the upper bound of a Poisson mean. */
final class Poisson {
    private static final double DOUBT = 0.05;
    private static final int HALVINGS = 200;

    private Poisson() {}

    /**
     * The largest mean under which so few are seen with a probability of at least 5 %: what the mean is below with 95 %
     * confidence. For none that is 3.0, the rule of three.
     */
    static double upperBound(long seen) {
        double low = seen;
        double high = seen + 10 + 5 * Math.sqrt(seen + 1.0);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (probabilityOfAtMost(seen, middle) > DOUBT) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Summed from logarithms, since the terms of a large mean are too small for a double. */
    private static double probabilityOfAtMost(long seen, double mean) {
        double logTerm = -mean;
        double sum = Math.exp(logTerm);
        for (long k = 1; k <= seen; k++) {
            logTerm += Math.log(mean / k);
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}
