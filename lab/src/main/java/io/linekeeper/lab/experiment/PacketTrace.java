package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Printed;
import io.linekeeper.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The TCP packets that reach the router from either side, before any fault of the network swallows them. The kernel's own packet trace
 * tells of them (nft(8), "monitor"), so no tcpdump is needed. It ends with the network.
 */
final class PacketTrace {
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final String RULES = """
            add table ip trace
            add chain ip trace seen { type filter hook prerouting priority -300; policy accept; }
            add rule ip trace seen ip protocol tcp meta nftrace set 1
            """;

    private final Program monitor;
    private final String server;
    private int next;

    private PacketTrace(Program monitor, String server) {
        this.monitor = monitor;
        this.server = server;
    }

    /** Starts it, and returns when it sees packets for sure: it has seen a SYN to a port where nobody listens. */
    static PacketTrace on(Network network) {
        Host router = network.router();
        Program monitor = router.start("nft", "monitor", "trace");
        router.run("nft", RULES);
        String knock = "exec 3<>/dev/tcp/" + network.server().address() + "/9";
        if (!Watch.until(STEP, START, () -> {
            network.device().run("bash", "-c", "(" + knock + ") 2>&-; true");
            return monitor.out().all().stream().anyMatch(line -> line.text().contains("tcp dport 9 "));
        })) {
            throw new LabException("nft monitor trace shows no packets: "
                    + monitor.err().text() + monitor.out().text());
        }
        return new PacketTrace(monitor, network.server().address());
    }

    /** Returns the packets that have come since the last time, in order. */
    List<Seen> fresh() {
        List<Printed> all = monitor.out().all();
        List<Seen> seen = new ArrayList<>();
        for (Printed line : all.subList(next, all.size())) {
            Optional<Packet> packet = Packet.parse(line.text(), server);
            packet.ifPresent(there -> seen.add(new Seen(line.nanos(), there)));
        }
        next = all.size();
        return seen;
    }

    /** Notes the packets of that port of the server that have come since the last time. */
    void report(Journal journal, int serverPort) {
        fresh().stream()
                .filter(seen -> seen.packet().serverPort() == serverPort)
                .forEach(seen -> journal.add(seen.nanos(), seen.packet().toString()));
    }

    /**
     * A packet and when it was told of, well within a few milliseconds.
     *
     * @param nanos {@link System#nanoTime()}
     */
    record Seen(long nanos, Packet packet) {}
}
