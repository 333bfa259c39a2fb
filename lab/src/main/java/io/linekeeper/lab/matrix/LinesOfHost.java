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
    private final List<int[]> ports = new ArrayList<>();
    private final long firstConnected;

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
        List<PeerEvent> connected = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            List<PeerEvent> own = IntStream.range(group * each, group * each + lines)
                    .mapToObj(line -> awaitConnected(line, limit))
                    .toList();
            ports.add(own.stream()
                    .mapToInt(event -> Integer.parseInt(event.detail()))
                    .toArray());
            connected.addAll(own);
        }
        firstConnected = connected.stream().mapToLong(PeerEvent::nanos).min().orElseThrow();
    }

    private PeerEvent awaitConnected(int line, Duration limit) {
        String wanted = " " + line + " connected ";
        return PeerEvent.parse(
                program.out().await(text -> text.contains(wanted), limit).text());
    }

    /** {@link System#nanoTime()} when the first of its watched lines was connected. */
    long firstConnected() {
        return firstConnected;
    }

    Program program() {
        return program;
    }

    /** The ports of its lines to that detector. */
    int[] ports(int detector) {
        return ports.get(detector).clone();
    }

    /** The addresses of its lines to that detector, as the server sees them. */
    List<String> addresses(int detector) {
        return IntStream.of(ports.get(detector))
                .mapToObj(port -> seenAs + ":" + port)
                .toList();
    }
}
