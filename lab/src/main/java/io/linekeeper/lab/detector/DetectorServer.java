package io.linekeeper.lab.detector;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
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
 * and ends when its standard input ends. Commands, one a line; a {@code DONE} with the command follows, or a {@code REFUSED} with the reason:
 *
 * <table>
 * <caption>Commands</caption>
 * <tr><td>{@code send N}</td><td>sends N bytes on each line</td></tr>
 * <tr><td>{@code block MILLIS}</td><td>blocks the loops that read</td></tr>
 * <tr><td>{@code accept on}, {@code accept off}</td><td>accepts connections, or leaves them in the kernel's queue</td></tr>
 * <tr><td>{@code exhaust}</td><td>opens descriptors until there are none left, and each that becomes free later; says how many</td></tr>
 * </table>
 */
public final class DetectorServer {
    /** Where the first detector listens. */
    public static final int FIRST_PORT = 7001;

    /** How many descriptors it may open. */
    private static final int DESCRIPTORS = 1024;

    private static final String COMMANDS = "send N, block MILLIS, accept on, accept off, exhaust";

    private final List<Service> services = new ArrayList<>();
    private final Hoard hoard = new Hoard(DESCRIPTORS);
    private final PrintStream out;
    private volatile boolean over;

    private DetectorServer(PrintStream out) {
        this.out = out;
    }

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
        Runtime.getRuntime().halt(run(List.of(arguments), System.in, System.out, System.err));
    }

    /** Returns the exit code: 2 if the arguments are wrong or it cannot listen, 0 when the commands have ended. */
    static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) throws IOException {
        DetectorServer server = new DetectorServer(out);
        try {
            server.open(arguments);
            server.obeyAll(in);
            return 0;
        } catch (LabException e) {
            err.println(e.getMessage());
            return 2;
        } finally {
            server.close();
        }
    }

    /** All names are looked up before the first one listens. */
    private void open(List<String> arguments) {
        if (arguments.size() < 2) {
            throw new LabException("an address and the names of detectors are needed, and there are " + arguments.size()
                    + " arguments: DetectorServer ADDRESS DETECTOR...");
        }
        List<Detector> detectors =
                arguments.stream().skip(1).map(DetectorServer::runnable).toList();
        int port = FIRST_PORT;
        for (Detector detector : detectors) {
            InetSocketAddress address = new InetSocketAddress(arguments.get(0), port++);
            if (address.isUnresolved()) {
                throw new LabException(
                        "\"" + arguments.get(0) + "\" is no address of this machine; give one, as 127.0.0.1");
            }
            open(detector, address);
        }
    }

    private static Detector runnable(String id) {
        Detector detector = Detectors.named(id);
        if (detector.predictedOnly()) {
            throw new LabException("the detector \"" + id + "\" is predicted only and cannot be run; leave it out");
        }
        return detector;
    }

    private void open(Detector detector, InetSocketAddress address) {
        services.add(detector.serve(address, this::print));
        print(event(Kind.LISTENING, detector.id(), Integer.toString(address.getPort())));
    }

    /** What ends from here on is ended by us, and is nobody's finding. */
    private void close() throws IOException {
        over = true;
        services.forEach(Service::close);
        hoard.close();
    }

    private static ServerEvent event(Kind kind, String detector, String says) {
        return new ServerEvent(System.nanoTime(), detector, kind, "", "", says);
    }

    private void print(ServerEvent event) {
        if (!over) {
            out.println(event.print());
        }
    }

    private void obeyAll(InputStream in) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String order = input.readLine(); order != null; order = input.readLine()) {
            print(answer(order));
        }
    }

    private ServerEvent answer(String order) {
        try {
            obey(order);
            return event(Kind.DONE, "", order);
        } catch (LabException e) {
            return event(Kind.REFUSED, "", LabException.sentence(e));
        }
    }

    /** Returns when it has been done; throws what is wrong with it. */
    private void obey(String order) {
        String[] word = order.split(" ", 2);
        try {
            switch (word[0]) {
                case "send" -> services.forEach(service -> service.send(Integer.parseInt(word[1])));
                case "block" -> services.forEach(service -> service.block(Duration.ofMillis(Long.parseLong(word[1]))));
                case "accept" -> services.forEach(service -> service.accept(word[1].equals("on")));
                case "exhaust" -> exhaust();
                default -> throw new LabException("there is no command \"" + order + "\"; there are " + COMMANDS);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new LabException("\"" + order + "\" cannot be obeyed; there are " + COMMANDS, e);
        }
    }

    private void exhaust() {
        print(event(Kind.DONE, "", hoard.takeAll() + " descriptors taken, and the kernel refuses one more"));
    }
}
