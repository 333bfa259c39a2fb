package io.linekeeper.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people read and write them: {@code 2 h 11 min 15 s} out, {@code 500ms}, {@code 3s} or {@code 2h} in. */
public final class Durations {
    /** The longest duration that {@link #parse} takes: what a {@code long} of nanoseconds holds, in whole days. */
    public static final Duration LONGEST = Duration.ofDays(106_751);

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(-?)([0-9]+(?:\\.[0-9]+)?)([A-Za-z]*)");

    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /** Writes a duration exactly, largest unit first, units that are zero left out: {@code 1 s 500 ms}, {@code 0 s}. */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "min");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        append(text, duration.toNanosPart() / 1_000 % 1_000, "us");
        append(text, duration.toNanosPart() % 1_000, "ns");
        return text.isEmpty() ? "0 s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(text.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
        }
    }

    /**
     * Reads exactly one number and one unit of {@code ms}, {@code s}, {@code m} or {@code min}, {@code h}, {@code d}. A
     * fraction is taken if it comes to whole milliseconds.
     *
     * @throws PolicyException if the text is anything else, negative, finer than a millisecond or above {@link #LONGEST}
     */
    public static Duration parse(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            throw refused(text, "is no duration; write one number and one unit, as in 3s, 500ms or 2h");
        }
        String number = matcher.group(2);
        String unitName = matcher.group(3);
        if (unitName.isEmpty()) {
            throw refused(text, "has no unit; write " + number + "s, 500ms or 2h");
        }
        Duration unit = UNITS.get(unitName);
        if (unit == null) {
            throw refused(text, "has the unknown unit " + unitName + "; use ms, s, m, min, h or d, as in 500ms or 2h");
        }
        if (!matcher.group(1).isEmpty()) {
            throw refused(text, "is negative; durations start at 0s");
        }
        return exact(text, new BigDecimal(number).multiply(BigDecimal.valueOf(unit.toMillis())));
    }

    private static Duration exact(String text, BigDecimal millis) {
        if (millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0) {
            throw refused(text, "is longer than " + format(LONGEST) + ", the longest that can be counted; shorten it");
        }
        if (millis.stripTrailingZeros().scale() > 0) {
            throw refused(text, "is finer than 1 ms; round it to whole milliseconds");
        }
        return Duration.ofMillis(millis.longValueExact());
    }

    private static PolicyException refused(String text, String why) {
        return new PolicyException('"' + text + "\" " + why);
    }
}
