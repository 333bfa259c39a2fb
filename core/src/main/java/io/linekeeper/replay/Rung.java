package io.linekeeper.replay;

import java.time.Duration;

/**
 * What one {@code within} would have done in all recorded silences. A value.
 *
 * @param within what every failure is to be found within
 * @param recorded whether silences as short as its bound were recorded at all
 * @param rightly how many lines it would have ended rightly
 * @param wrongly how many it would have ended although they were heard again
 * @param notKnown how many of which nobody knows
 * @param lineDays how long lines were watched for it
 */
public record Rung(Duration within, boolean recorded, long rightly, long wrongly, long notKnown, double lineDays) {

    /** False verdicts to expect in so many line-days; not a number if no line was watched at all. */
    public double expected(double inLineDays) {
        return wrongly / lineDays * inLineDays;
    }

    /** False verdicts in so many line-days that there are at most, with 95 % confidence; infinite if no line was watched. */
    public double atMost(double inLineDays) {
        return Poisson.upperBound(wrongly) / lineDays * inLineDays;
    }
}
