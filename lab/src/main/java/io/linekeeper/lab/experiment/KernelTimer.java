package io.linekeeper.lab.experiment;

import io.linekeeper.lab.TcpSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The timer that a kernel runs for a connection, as ss(8) prints it: {@code timer:(on,1.608ms,3)}.
 *
 * @param kind {@code on} (retransmission), {@code keepalive}, {@code persist} (zero window), {@code timewait} or {@code unknown}
 * @param left until it goes off; ss drops the parts of a second from 10 s on, and the seconds from 10 min on
 * @param count how often it has gone off without an answer
 */
record KernelTimer(String kind, Duration left, int count) {
    /** A second's parts follow its dot, and "ms" them, as in 1.608ms: iproute2, misc/ss.c, print_ms_timer. */
    private static final Pattern TIMER = Pattern.compile(
            "timer:\\((\\w+),(?:(\\d+)min)?(?:(\\d+)(?:sec|\\.(?=\\d{3}ms)))?(?:(\\d{3})ms)?,(\\d+)\\)");

    private static final double MILLIS_PER_SECOND = 1_000;

    static Optional<KernelTimer> of(TcpSocket socket) {
        Matcher timer = TIMER.matcher(socket.details());
        if (!timer.find()) {
            return Optional.empty();
        }
        Duration left = Duration.ofMinutes(number(timer, 2))
                .plusSeconds(number(timer, 3))
                .plusMillis(number(timer, 4));
        return Optional.of(new KernelTimer(timer.group(1), left, (int) number(timer, 5)));
    }

    private static long number(Matcher timer, int group) {
        return timer.group(group) == null ? 0 : Long.parseLong(timer.group(group));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "timer: %s, %.1f s left, count %d", kind, left.toMillis() / MILLIS_PER_SECOND, count);
    }
}
