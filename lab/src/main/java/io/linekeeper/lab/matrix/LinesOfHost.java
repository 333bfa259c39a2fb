package io.linekeeper.lab.matrix;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.PeerEvent;
import io.linekeeper.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The program with all lines of one host: so many for each detector, one detector after the other. */
final class LinesOfHost {
    private final String seenAs;
    private final Program program;
    /** When, and from which port: its lines to each detector. */
    private final List<List<PeerEvent>> connected = new ArrayList<>();

    /**
     * Starts the program, and returns when all lines are connected.
     *
     * @param seenAs the address from which the server sees the host
     * @param groups the arguments of each detector's lines
     * @param lines how many of each group are watched, its first ones
     * @param each how many each group has
     */
    LinesOfHost(Host host, String seenAs, List<List<String>> groups, int lines, int each, Duration limit) {
        this.seenAs = seenAs;
        this.program = host.start(Peer.command(groups));
        for (int group = 0; group < groups.size(); group++) {
            connected.add(IntStream.range(group * each, group * each + lines)
                    .mapToObj(line -> awaitConnected(line, limit))
                    .toList());
        }
    }

    private PeerEvent awaitConnected(int line, Duration limit) {
        String wanted = " " + line + " connected ";
        return PeerEvent.parse(
                program.out().await(text -> text.contains(wanted), limit).text());
    }

    /** {@link System#nanoTime()} when the first of its lines to that detector was connected, accepted or not. */
    long firstConnected(int detector) {
        return connected.get(detector).stream()
                .mapToLong(PeerEvent::nanos)
                .min()
                .orElseThrow();
    }

    Program program() {
        return program;
    }

    /** The ports of its lines to that detector. */
    int[] ports(int detector) {
        return connected.get(detector).stream()
                .mapToInt(event -> Integer.parseInt(event.detail()))
                .toArray();
    }

    /** The addresses of its lines to that detector, as the server sees them. */
    List<String> addresses(int detector) {
        return IntStream.of(ports(detector))
                .mapToObj(port -> seenAs + ":" + port)
                .toList();
    }
}
