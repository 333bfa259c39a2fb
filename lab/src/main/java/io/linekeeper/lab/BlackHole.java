package io.linekeeper.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** The router drops what it should forward and tells nobody: no carrier is lost, no ICMP is sent. */
public final class BlackHole extends Fault {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final Host router;
    private final Direction direction;
    private final OptionalInt devicePort;
    private final String table = "hole" + MADE.incrementAndGet();

    /** Swallows everything that goes that way. */
    public BlackHole(Network network, Direction direction) {
        this(network, direction, OptionalInt.empty());
    }

    /** Swallows only the connections from this port of the device. */
    public BlackHole(Network network, Direction direction, int devicePort) {
        this(network, direction, OptionalInt.of(devicePort));
    }

    private BlackHole(Network network, Direction direction, OptionalInt devicePort) {
        this.router = network.router();
        this.direction = direction;
        this.devicePort = devicePort;
    }

    /** A table of its own, with a chain in the path of forwarded packets: a drop in any chain is final (nft(8)). */
    @Override
    void begin() {
        List<String> script = new ArrayList<>();
        script.add("add table ip " + table);
        script.add("add chain ip " + table + " forward { type filter hook forward priority 0; policy accept; }");
        if (direction.covers(Direction.TO_SERVER)) {
            script.add(drop("to-server", "sport"));
        }
        if (direction.covers(Direction.TO_DEVICE)) {
            script.add(drop("to-device", "dport"));
        }
        router.run("nft", String.join("\n", script));
    }

    private String drop(String way, String deviceSide) {
        String flow = devicePort.isPresent() ? " tcp " + deviceSide + " " + devicePort.getAsInt() : "";
        return "add rule ip " + table + " forward oifname \"" + way + "\"" + flow + " drop";
    }

    @Override
    void end() {
        router.run("nft", "delete table ip " + table);
    }

    @Override
    public String toString() {
        return "black hole " + direction + (devicePort.isPresent() ? " of port " + devicePort.getAsInt() : "");
    }
}
