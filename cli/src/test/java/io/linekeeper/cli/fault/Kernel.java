package io.linekeeper.cli.fault;

import io.linekeeper.lab.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the kernel says in {@code /proc} of the network that a program is in (proc_net(5)). */
final class Kernel {
    private static final int HEX = 16;

    /** By their number in {@code include/net/tcp_states.h}, from 1. */
    private static final List<String> STATES = List.of(
            "ESTABLISHED",
            "SYN_SENT",
            "SYN_RECV",
            "FIN_WAIT1",
            "FIN_WAIT2",
            "TIME_WAIT",
            "CLOSE",
            "CLOSE_WAIT",
            "LAST_ACK",
            "LISTEN",
            "CLOSING",
            "NEW_SYN_RECV");

    private Kernel() {}

    /** The states of the connections to a local port, by the other end: its address in hexadecimal, and its port. */
    static Map<String, String> states(Program program, int localPort) {
        Map<String, String> states = new TreeMap<>();
        for (String file : List.of("tcp", "tcp6")) {
            for (String line : lines(program, file)) {
                String[] column = line.strip().split("\\s+");
                if (column[1].contains(":") && port(column[1]) == localPort && port(column[2]) != 0) {
                    states.put(remote(column[2]), STATES.get(Integer.parseInt(column[3], HEX) - 1));
                }
            }
        }
        return states;
    }

    private static String remote(String address) {
        return address.substring(0, address.indexOf(':') + 1) + port(address);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
    }

    /** A counter of the whole network. */
    static long counter(Program program, String group, String name) {
        List<String[]> table = lines(program, "snmp").stream()
                .filter(line -> line.startsWith(group + ":"))
                .map(line -> line.split(" "))
                .toList();
        return Long.parseLong(table.get(1)[Arrays.asList(table.get(0)).indexOf(name)]);
    }

    private static List<String> lines(Program program, String file) {
        try {
            return Files.readAllLines(Path.of("/proc/" + program.pid() + "/net/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
