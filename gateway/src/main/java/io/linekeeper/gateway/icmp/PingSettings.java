package io.linekeeper.gateway.icmp;

import io.linekeeper.policy.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How hosts are pinged. A value.
 *
 * @param period from one echo request to the next
 * @param timeout an answer that takes longer is none
 */
public record PingSettings(Duration period, Duration timeout) {
    /** Below it iputils' ping wants to be root. */
    static final Duration LEAST_PERIOD = Duration.ofMillis(200);

    static final Duration MOST_PERIOD = Duration.ofHours(1);
    /** Below it a ping that runs a little late would look like a host that does not answer. */
    static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);

    static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);

    /** Checks both ranges. */
    public PingSettings {
        require("ICMP period", period, LEAST_PERIOD, MOST_PERIOD);
        require("ICMP timeout", timeout, LEAST_TIMEOUT, MOST_TIMEOUT);
    }

    private static void require(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " " + Durations.format(value) + " is not from "
                    + Durations.format(least) + " to " + Durations.format(most) + "; choose a time in that range");
        }
    }

    /**
     * Reads {@code period=1s,timeout=300ms}, in any order.
     *
     * @throws IllegalArgumentException if the text is anything else, or a time is out of its range
     */
    public static PingSettings parse(String text) {
        Map<String, Duration> times = new HashMap<>();
        for (String part : text.split(",", -1)) {
            String[] nameAndTime = part.split("=", 2);
            boolean known = nameAndTime[0].equals("period") || nameAndTime[0].equals("timeout");
            if (nameAndTime.length != 2 || !known || times.containsKey(nameAndTime[0])) {
                throw notThat(text);
            }
            times.put(nameAndTime[0], Durations.parse(nameAndTime[1]));
        }
        Duration period = times.get("period");
        Duration timeout = times.get("timeout");
        if (period == null || timeout == null) {
            throw notThat(text);
        }
        return new PingSettings(period, timeout);
    }

    private static IllegalArgumentException notThat(String text) {
        return new IllegalArgumentException(
                '"' + text + "\" is not period=D,timeout=D; write for example period=1s,timeout=300ms");
    }

    /** Without an answer for so long, a host does not answer. */
    Duration patience() {
        return period.plus(timeout);
    }
}
