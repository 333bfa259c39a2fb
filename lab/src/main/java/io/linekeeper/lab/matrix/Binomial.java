package io.linekeeper.lab.matrix;

/** How likely it is that something happens so often. Pure. */
final class Binomial {
    private Binomial() {}

    /** That it happens in at least {@code count} of {@code trials}, if it does in each with that chance, on its own. */
    static double atLeast(int count, int trials, double chance) {
        double sum = 0;
        for (int times = count; times <= trials; times++) {
            sum += choose(trials, times) * Math.pow(chance, times) * Math.pow(1 - chance, trials - times);
        }
        return sum;
    }

    private static double choose(int trials, int times) {
        double ways = 1;
        for (int i = 1; i <= times; i++) {
            ways = ways * (trials - times + i) / i;
        }
        return ways;
    }
}
