package io.linekeeper.lab.experiment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A TCP packet that came by at the router, as {@code nft monitor trace} prints it (nft(8)).
 *
 * @param fromServer whether the server sent it; otherwise the device
 * @param serverPort the port at the server's end
 * @param devicePort the port at the device's end
 * @param flags for example {@code ack} or {@code psh+ack}
 * @param bytes how much data it carries; 0 for a probe, for instance
 */
record Packet(boolean fromServer, int serverPort, int devicePort, String flags, int bytes) {
    private static final Pattern PACKET = Pattern.compile(" trace seen packet: .*ip saddr (\\S+) .*ip length (\\d+)"
            + " .*tcp sport (\\d+) tcp dport (\\d+) tcp flags == (.+) tcp window");

    /** From the lowest bit on (RFC 9293, section 3.1). */
    private static final List<String> FLAGS = List.of("fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr");

    /** IP 20 bytes, TCP 20, and its time stamps 12, which both ends of a lab's network use (RFC 7323). */
    private static final int HEADERS = 52;

    /** Returns the packet that this line tells of, if it tells of one. The server is told by its address. */
    static Optional<Packet> parse(String line, String server) {
        Matcher packet = PACKET.matcher(line);
        if (!packet.find()) {
            return Optional.empty();
        }
        boolean fromServer = packet.group(1).equals(server);
        String flags = names(packet.group(5));
        int source = Integer.parseInt(packet.group(3));
        int target = Integer.parseInt(packet.group(4));
        int data = flags.contains("syn") ? 0 : Math.max(0, Integer.parseInt(packet.group(2)) - HEADERS);
        return Optional.of(
                new Packet(fromServer, fromServer ? source : target, fromServer ? target : source, flags, data));
    }

    /** Nft writes one flag by its name, and several as a number. */
    private static String names(String written) {
        if (!written.startsWith("0x")) {
            return written;
        }
        int bits = Integer.decode(written);
        return IntStream.range(0, FLAGS.size())
                .filter(bit -> (bits & 1 << bit) != 0)
                .mapToObj(FLAGS::get)
                .collect(Collectors.joining("+"));
    }

    /** Whether it is what a server sends that has nothing to say: an acknowledgement, or a keepalive probe, which looks like one. */
    boolean isBare() {
        return flags.equals("ack") && bytes == 0;
    }

    @Override
    public String toString() {
        return (fromServer ? "packet to the device: " : "packet to the server: ")
                + flags
                + (bytes == 0 ? "" : ", " + bytes + " bytes");
    }
}
