package io.linekeeper.lab;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a {@link Peer} was told to be.
 *
 * @param beat how often it shows that it is there, if at all
 * @param name of its devices, each with its number behind
 * @param instance of the first device; the others count on
 * @param back whether they come back by themselves
 * @param rate the most bytes that a line reads in a second, if there is such a limit
 * @param receiveBuffer what SO_RCVBUF is set to, if it is
 */
record PeerSettings(
        InetSocketAddress server,
        Framing framing,
        int devices,
        Optional<Duration> beat,
        boolean answers,
        String name,
        long instance,
        boolean back,
        OptionalInt rate,
        OptionalInt receiveBuffer) {

    static PeerSettings parse(List<String> arguments) {
        String[] place = arguments.get(0).split(":", 2);
        return new PeerSettings(
                new InetSocketAddress(place[0], Integer.parseInt(place[1])),
                Framing.named(option(arguments, "--protocol").orElse("fixed1028")),
                Integer.parseInt(option(arguments, "--lines").orElse("1")),
                option(arguments, "--beat").map(Long::parseLong).map(Duration::ofMillis),
                arguments.contains("--answer"),
                option(arguments, "--device").orElse("device"),
                Long.parseLong(option(arguments, "--instance").orElse("1")),
                arguments.contains("--back"),
                number(arguments, "--rate"),
                number(arguments, "--receive-buffer"));
    }

    private static OptionalInt number(List<String> arguments, String name) {
        return option(arguments, name).stream().mapToInt(Integer::parseInt).findFirst();
    }

    private static Optional<String> option(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }
}
