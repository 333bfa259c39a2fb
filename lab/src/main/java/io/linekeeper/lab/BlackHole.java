package io.linekeeper.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The router drops what it should forward and tells nobody: no carrier is lost, no ICMP is sent. */
public final class BlackHole extends Fault {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final Host router;
    private final Direction direction;
    private final int[] devicePorts;
    private final String table = "hole" + MADE.incrementAndGet();

    /** Swallows everything that goes that way. */
    public BlackHole(Network network, Direction direction) {
        this(network, direction, new int[0]);
    }

    /** Swallows only the connections from these ports of the device, not of its neighbour; everything, if there are none. */
    public BlackHole(Network network, Direction direction, int... devicePorts) {
        this.router = network.router();
        this.direction = direction;
        this.devicePorts = devicePorts.clone();
    }

    /** A table of its own, with a chain in the path of forwarded packets: a drop in any chain is final (nft(8)). */
    @Override
    void begin() {
        List<String> script = new ArrayList<>();
        script.add("add table ip " + table);
        script.add("add chain ip " + table + " forward { type filter hook forward priority 0; policy accept; }");
        if (direction.covers(Direction.TO_SERVER)) {
            script.add(drop("to-server", "iifname \"to-device\" tcp sport"));
        }
        if (direction.covers(Direction.TO_DEVICE)) {
            script.add(drop("to-device", "tcp dport"));
        }
        router.run("nft", String.join("\n", script));
    }

    private String drop(String way, String fromTheDevice) {
        String flows = devicePorts.length == 0 ? "" : " " + fromTheDevice + " " + ports();
        return "add rule ip " + table + " forward oifname \"" + way + "\"" + flows + " drop";
    }

    private String ports() {
        return Arrays.stream(devicePorts).mapToObj(Integer::toString).collect(Collectors.joining(", ", "{ ", " }"));
    }

    @Override
    void end() {
        router.run("nft", "delete table ip " + table);
    }

    @Override
    public String toString() {
        return "black hole " + direction + (devicePorts.length == 0 ? "" : " of ports " + ports());
    }
}
