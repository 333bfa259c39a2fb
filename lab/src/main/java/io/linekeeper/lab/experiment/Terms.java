package io.linekeeper.lab.experiment;

import io.linekeeper.policy.KeepAlive;
import java.time.Duration;
import java.util.Optional;

/**
 * The terms of one port of a {@link ServerProgram}: how it is to find dead lines. Without any it finds none.
 *
 * @param keepAlive the kernel's keepalive, if it is on
 * @param userTimeout the kernel's TCP_USER_TIMEOUT, if it is set
 * @param silence how long a line may be silent before the program ends it, if it may not for ever
 */
record Terms(int port, Optional<KeepAlive> keepAlive, Optional<Duration> userTimeout, Optional<Duration> silence) {
    private static final String NONE = "-";
    private static final int FIELDS = 4;

    /** Nothing that finds anything. */
    static Terms of(int port) {
        return new Terms(port, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same at another port. */
    Terms at(int otherPort) {
        return new Terms(otherPort, keepAlive, userTimeout, silence);
    }

    Terms withKeepAlive(int idleSeconds, int intervalSeconds, int probes) {
        KeepAlive rule = new KeepAlive(Duration.ofSeconds(idleSeconds), Duration.ofSeconds(intervalSeconds), probes);
        return new Terms(port, Optional.of(rule), userTimeout, silence);
    }

    Terms withUserTimeout(Duration timeout) {
        return new Terms(port, keepAlive, Optional.of(timeout), silence);
    }

    Terms withSilence(Duration longest) {
        return new Terms(port, keepAlive, userTimeout, Optional.of(longest));
    }

    /** As an argument of the program. */
    String argument() {
        String rule = keepAlive
                .map(kernel ->
                        kernel.idle().toSeconds() + "," + kernel.interval().toSeconds() + "," + kernel.probes())
                .orElse(NONE);
        return port + "/" + rule + "/" + millis(userTimeout) + "/" + millis(silence);
    }

    private static String millis(Optional<Duration> time) {
        return time.map(Duration::toMillis).map(Object::toString).orElse(NONE);
    }

    static Terms parse(String argument) {
        String[] field = argument.split("/", FIELDS);
        Terms bare = of(Integer.parseInt(field[0]));
        Terms ruled = field[1].equals(NONE) ? bare : bare.withKeepAlive(field[1].split(",", 3));
        return new Terms(ruled.port, ruled.keepAlive, time(field[2]), time(field[3]));
    }

    private Terms withKeepAlive(String[] number) {
        return withKeepAlive(Integer.parseInt(number[0]), Integer.parseInt(number[1]), Integer.parseInt(number[2]));
    }

    private static Optional<Duration> time(String millis) {
        return millis.equals(NONE) ? Optional.empty() : Optional.of(Duration.ofMillis(Long.parseLong(millis)));
    }
}
