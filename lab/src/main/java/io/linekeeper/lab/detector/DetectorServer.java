package io.linekeeper.lab.detector;

import io.linekeeper.lab.detector.ServerEvent.Kind;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that runs detectors beside each other, each as a server of its own.
 *
 * <pre>
 * DetectorServer ADDRESS DETECTOR...
 * </pre>
 *
 * <p>The first one listens on port {@value #FIRST_PORT}, the others on the ports that follow. It prints each {@link ServerEvent} on a line
 * and ends when its standard input ends. Commands, one a line; a {@code DONE} follows:
 *
 * <table>
 * <caption>Commands</caption>
 * <tr><td>{@code send N}</td><td>sends N bytes on each line</td></tr>
 * <tr><td>{@code block MILLIS}</td><td>blocks the loops that read</td></tr>
 * <tr><td>{@code accept on}, {@code accept off}</td><td>accepts connections, or leaves them in the kernel's queue</td></tr>
 * <tr><td>{@code exhaust}</td><td>opens descriptors until there are none left</td></tr>
 * </table>
 */
public final class DetectorServer {
    /** Where the first detector listens. */
    public static final int FIRST_PORT = 7001;

    /** How many descriptors it may open. */
    private static final int DESCRIPTORS = 1024;

    private final List<Service> services = new ArrayList<>();
    private final List<InputStream> hoard = new ArrayList<>();

    private DetectorServer() {}

    /** Returns the command that runs this program in a JVM of its own. */
    public static List<String> command(String address, List<Detector> detectors) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("prlimit", "--nofile=" + DESCRIPTORS));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(DetectorServer.class.getName(), address));
        detectors.forEach(detector -> command.add(detector.id()));
        return command;
    }

    /** Runs the program. */
    public static void main(String... arguments) throws IOException {
        DetectorServer server = new DetectorServer();
        for (int i = 1; i < arguments.length; i++) {
            server.open(Detectors.named(arguments[i]), new InetSocketAddress(arguments[0], FIRST_PORT + i - 1));
        }
        server.obeyAll();
        Runtime.getRuntime().halt(0);
    }

    private void open(Detector detector, InetSocketAddress address) {
        services.add(detector.serve(address, DetectorServer::print));
        print(new ServerEvent(
                System.nanoTime(), detector.id(), Kind.LISTENING, "", "", Integer.toString(address.getPort())));
    }

    private static void print(ServerEvent event) {
        System.out.println(event.print());
    }

    private void obeyAll() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = input.readLine(); order != null; order = input.readLine()) {
            obey(order.split(" ", 2));
            print(new ServerEvent(System.nanoTime(), "", Kind.DONE, "", "", order));
        }
    }

    private void obey(String[] word) {
        switch (word[0]) {
            case "send" -> services.forEach(service -> service.send(Integer.parseInt(word[1])));
            case "block" -> services.forEach(service -> service.block(Duration.ofMillis(Long.parseLong(word[1]))));
            case "accept" -> services.forEach(service -> service.accept(word[1].equals("on")));
            case "exhaust" -> exhaust();
            default -> throw new IllegalArgumentException("no such command: " + String.join(" ", word));
        }
    }

    /** Takes every descriptor that the limit of this process leaves. */
    private void exhaust() {
        try {
            for (int taken = 0; taken < DESCRIPTORS; taken++) {
                hoard.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException none) {
            print(new ServerEvent(
                    System.nanoTime(),
                    "",
                    Kind.DONE,
                    "",
                    "",
                    hoard.size() + " descriptors taken: " + none.getMessage()));
        }
    }
}
