package io.linekeeper.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A remote peer as a program of its own, made of the JDK's plain sockets so that it shares nothing with what it tests. It prints
 * {@linkplain PeerEvent what happens}, takes commands on its standard input and ends when that ends.
 *
 * <pre>
 * Peer HOST:PORT [--protocol fixed1028|length16|raw] [--lines N] [--beat MILLIS] [--answer]
 * </pre>
 *
 * <p>{@code --beat} sends a ping that often on each line, {@code --answer} answers those of the server; without them it is silent.
 * A command is the number of a line or {@code all}, and one of:
 *
 * <table>
 * <caption>Commands</caption>
 * <tr><td>{@code ping}</td><td>sends a ping</td></tr>
 * <tr><td>{@code data N}</td><td>sends data: of type N ({@code fixed1028}), or N bytes of it</td></tr>
 * <tr><td>{@code pause}, {@code resume}</td><td>stops to read after the message that it waits for; reads again</td></tr>
 * <tr><td>{@code finish}, {@code close}, {@code reset}</td><td>ends its own side (FIN); both; both at once (RST)</td></tr>
 * </table>
 */
public final class Peer {
    private final List<PeerLine> lines = new ArrayList<>();

    private Peer() {}

    /** Returns the command that runs this program in a JVM of its own, with these arguments. */
    public static List<String> command(String... arguments) {
        CodeSource source = Peer.class.getProtectionDomain().getCodeSource();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp"));
        try {
            command.add(Path.of(source.getLocation().toURI()).toString());
        } catch (URISyntaxException e) {
            throw new LabException("cannot tell where this class is: " + source.getLocation(), e);
        }
        command.add(Peer.class.getName());
        Collections.addAll(command, arguments);
        return command;
    }

    /** Runs the program. */
    public static void main(String... arguments) throws IOException {
        Peer peer = new Peer();
        peer.connect(List.of(arguments));
        peer.obeyAll();
    }

    private void connect(List<String> arguments) throws IOException {
        String[] place = arguments.get(0).split(":", 2);
        InetSocketAddress server = new InetSocketAddress(place[0], Integer.parseInt(place[1]));
        Framing framing = Framing.named(option(arguments, "--protocol").orElse("fixed1028"));
        int count = Integer.parseInt(option(arguments, "--lines").orElse("1"));
        Optional<Duration> beat =
                option(arguments, "--beat").map(Long::parseLong).map(Duration::ofMillis);
        for (int number = 0; number < count; number++) {
            PeerLine line = new PeerLine(number, framing, arguments.contains("--answer"));
            line.connect(server);
            beat.ifPresent(line::beat);
            lines.add(line);
        }
    }

    private static Optional<String> option(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }

    private void obeyAll() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = input.readLine(); order != null; order = input.readLine()) {
            String[] word = order.split(" ", 3);
            int number = word.length > 2 ? Integer.parseInt(word[2]) : 0;
            for (PeerLine line : word[0].equals("all") ? lines : List.of(lines.get(Integer.parseInt(word[0])))) {
                line.obey(word[1], number);
            }
        }
    }
}
