package io.linekeeper.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The router loses packets at random, both ways, each with the same probability. Put right it loses none. */
public final class PacketLoss extends Fault {
    private static final int ALL = 100;
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final Pattern PACKETS = Pattern.compile("counter packets (\\d+)");

    private final Host router;
    private final int percent;
    private final String where;
    private final List<String> packets;
    private final String table = "loss" + MADE.incrementAndGet();

    /**
     * Loses packets of the connections to one port of the server, and of no others.
     *
     * @param percent how many of a hundred, from 1 to 99
     */
    public PacketLoss(Network network, int percent, int serverPort) {
        this(
                network,
                percent,
                "to and from port " + serverPort,
                List.of("tcp dport " + serverPort, "tcp sport " + serverPort));
    }

    private PacketLoss(Network network, int percent, String where, List<String> packets) {
        if (percent < 1 || percent >= ALL) {
            throw new IllegalArgumentException("not a part of the packets: " + percent + " %");
        }
        this.router = network.router();
        this.percent = percent;
        this.where = where;
        this.packets = packets;
    }

    /**
     * Loses packets of all the device's connections.
     *
     * @param percent how many of a hundred, from 1 to 99
     */
    public static PacketLoss ofDevice(Network network, int percent) {
        return new PacketLoss(
                network,
                percent,
                "to and from the device",
                List.of("iifname \"to-device\" meta l4proto tcp", "oifname \"to-device\" meta l4proto tcp"));
    }

    /** Two counters: of all packets that came by, and of those that were lost (nft(8), numgen). */
    @Override
    void begin() {
        List<String> script = new ArrayList<>(List.of(
                "add table ip " + table,
                "add chain ip " + table + " forward { type filter hook forward priority 0; policy accept; }",
                "add chain ip " + table + " lottery",
                "add rule ip " + table + " lottery counter",
                "add rule ip " + table + " lottery numgen random mod " + ALL + " < " + percent + " counter drop"));
        packets.forEach(match -> script.add("add rule ip " + table + " forward " + match + " jump lottery"));
        router.run("nft", String.join("\n", script));
    }

    /**
     * Returns how many packets have come by since it began, and how many of them have been lost.
     *
     * @throws LabException if it is not in force
     */
    public Count count() {
        Matcher packets = PACKETS.matcher(router.run("nft", "list chain ip " + table + " lottery"));
        int all = next(packets);
        return new Count(all, next(packets));
    }

    /**
     * What the router has counted.
     *
     * @param packets all that came by
     * @param lost those of them that it dropped
     */
    public record Count(int packets, int lost) {
        /** How many of a hundred; none of none. */
        public double percentLost() {
            return packets == 0 ? 0 : (double) ALL * lost / packets;
        }
    }

    private static int next(Matcher packets) {
        if (!packets.find()) {
            throw new LabException("a counter of the lottery is missing");
        }
        return Integer.parseInt(packets.group(1));
    }

    @Override
    void end() {
        router.run("nft", "delete table ip " + table);
    }

    @Override
    public String toString() {
        return "loss of " + percent + " % on the way " + where;
    }
}
