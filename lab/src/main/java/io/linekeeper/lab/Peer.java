package io.linekeeper.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A remote peer as a program of its own, made of the JDK's plain sockets so that it shares nothing with what it tests. It prints
 * {@linkplain PeerEvent what happens}, takes commands on its standard input and ends when that ends.
 *
 * <pre>
 * Peer HOST:PORT [--protocol fixed1028|length16|line|raw] [--lines N] [--beat MILLIS] [--answer]
 *      [--device NAME] [--instance N] [--back] [--rate BYTES] [--receive-buffer BYTES] [--and HOST:PORT ...]
 * </pre>
 *
 * <p>{@code --beat} shows that often on each line that it is there, {@code --answer} answers the server's questions; without them it is
 * silent. In a protocol that knows devices each of the N first lines is one, {@code NAME-0} and so on; {@code --back} makes a device come
 * back by itself, on a line of the next free number, as soon as it is told goodbye and may. {@code --rate} reads no more than that in a
 * second, {@code --receive-buffer} is what its kernel is asked for (SO_RCVBUF); without them it reads as fast as it can, and its kernel
 * chooses. Behind {@code --and} comes another group of lines with options of its own, and other devices even if the
 * options are the same; their numbers go on.
 *
 * <p>A command is the number of a line or {@code all}, which is the latest line of each device, and one of those below; {@code obeyed} is
 * printed when it has been handed to its lines.
 *
 * <table>
 * <caption>Commands</caption>
 * <tr><td>{@code ping}</td><td>sends a ping</td></tr>
 * <tr><td>{@code data N}</td><td>sends data: of type N ({@code fixed1028}), or N bytes of it</td></tr>
 * <tr><td>{@code pause}, {@code resume}</td><td>stops to read after the message that it waits for; reads again</td></tr>
 * <tr><td>{@code rate N}</td><td>from the next message on reads no more than N bytes in a second</td></tr>
 * <tr><td>{@code finish}, {@code close}, {@code reset}</td><td>ends its own side (FIN); both; both at once (RST)</td></tr>
 * <tr><td>{@code again}</td><td>the same device on one more line, and this one is left as it is</td></tr>
 * </table>
 */
public final class Peer {
    /** What begins another group of arguments. */
    private static final String AND = "--and";

    private final List<PeerLine> lines = new ArrayList<>();
    private final Map<PeerDevice, PeerLine> latest = new LinkedHashMap<>();

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

    /** Returns the command that runs this program with several groups of lines. */
    public static List<String> command(List<List<String>> groups) {
        List<String> arguments = new ArrayList<>();
        for (List<String> group : groups) {
            if (!arguments.isEmpty()) {
                arguments.add(AND);
            }
            arguments.addAll(group);
        }
        return command(arguments.toArray(new String[0]));
    }

    /** Runs the program. */
    public static void main(String... arguments) throws IOException {
        Peer peer = new Peer();
        for (List<String> group : groups(List.of(arguments))) {
            PeerSettings settings = PeerSettings.parse(group);
            for (int device = 0; device < settings.devices(); device++) {
                peer.open(new PeerDevice(settings, device));
            }
        }
        peer.obeyAll();
    }

    private static List<List<String>> groups(List<String> arguments) {
        int and = arguments.indexOf(AND);
        if (and < 0) {
            return List.of(arguments);
        }
        List<List<String>> groups = new ArrayList<>();
        groups.add(arguments.subList(0, and));
        groups.addAll(groups(arguments.subList(and + 1, arguments.size())));
        return groups;
    }

    /** One more line of a device. */
    private synchronized void open(PeerDevice device) throws IOException {
        PeerLine line = new PeerLine(lines.size(), device, this::comeBack);
        lines.add(line);
        latest.put(device, line);
        line.connect();
    }

    /** The device of this line is welcome again. */
    private void comeBack(PeerLine line) {
        try {
            open(line.device());
        } catch (IOException e) {
            line.print("unsent", "cannot come back: " + e.getMessage());
        }
    }

    private void obeyAll() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = input.readLine(); order != null; order = input.readLine()) {
            String[] word = order.split(" ", 3);
            int number = word.length > 2 ? Integer.parseInt(word[2]) : 0;
            for (PeerLine line : chosen(word[0])) {
                if (word[1].equals("again")) {
                    open(line.device());
                } else {
                    line.obey(word[1], number);
                }
            }
            System.out.println(new PeerEvent(System.nanoTime(), PeerEvent.NO_LINE, "obeyed", order).print());
        }
    }

    private synchronized List<PeerLine> chosen(String which) {
        if (!which.equals("all")) {
            return List.of(lines.get(Integer.parseInt(which)));
        }
        return List.copyOf(latest.values());
    }
}
