package io.linekeeper.gateway.icmp;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer, as iputils' ping prints it (ping(8)): {@code 64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=0.280 ms}. What it
 * prints besides is no answer: that there is none yet, that a router has no way, or an error of its own.
 */
final class Reply {
    private static final Pattern REPLY =
            Pattern.compile("[0-9]+ bytes from \\S+ icmp_seq=[0-9]+ .*time[=<]([0-9.]{1,15}) ms.*");
    private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

    private Reply() {}

    /** How long the answer took of which this line tells; null if it tells of none. */
    static @Nullable Duration time(String line) {
        Matcher reply = REPLY.matcher(line);
        if (!reply.matches()) {
            return null;
        }
        try {
            return Duration.ofNanos(
                    new BigDecimal(reply.group(1)).multiply(NANOS_PER_MILLI).longValue());
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
