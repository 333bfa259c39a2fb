package io.linekeeper.cli;

/** How many a line-year. */
record Rate(double aLineYear) {
    private static final double DAYS_A_YEAR = 365.25;
    private static final double MOST = 1e6;

    static Rate parse(String text) {
        double rate;
        try {
            rate = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no number; write one as in 1 or 0.1");
        }
        if (!(rate > 0 && rate <= MOST)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not above 0 and up to a million; choose a number in that range");
        }
        return new Rate(rate);
    }

    double aLineDay() {
        return aLineYear / DAYS_A_YEAR;
    }
}
