package io.linekeeper.lab.detector;

/** How likely it is that something happens so often, if it does in each trial with the same chance, on its own. Pure. */
public final class Binomial {
    /** What comes about in one run of a hundred thousand is no luck any more. */
    public static final double INCREDIBLE = 1e-5;

    private Binomial() {}

    /**
     * That it happens in at least {@code count} of {@code trials}.
     *
     * @param chance from 0 to 1
     */
    public static double atLeast(int count, int trials, double chance) {
        if (count <= 0) {
            return 1;
        }
        if (chance <= 0 || chance >= 1) {
            return chance >= 1 && count <= trials ? 1 : 0;
        }
        double odds = Math.log(chance / (1 - chance));
        double log = trials * Math.log1p(-chance);
        double sum = 0;
        for (int times = 1; times <= trials; times++) {
            log += Math.log((trials - times + 1.0) / times) + odds;
            sum += times < count ? 0 : Math.exp(log);
        }
        return Math.min(1, sum);
    }

    /**
     * That it happens in at most {@code count} of {@code trials}.
     *
     * @param chance from 0 to 1
     */
    public static double atMost(int count, int trials, double chance) {
        return atLeast(trials - count, trials, 1 - chance);
    }
}
