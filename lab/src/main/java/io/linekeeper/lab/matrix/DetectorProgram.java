package io.linekeeper.lab.matrix;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Printed;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.DetectorServer;
import io.linekeeper.lab.detector.ServerEvent;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The program with all detectors, as a scene speaks with it. */
final class DetectorProgram {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Program program;

    /** Starts it, and returns when every detector listens. */
    DetectorProgram(Host host, List<Detector> detectors, Duration limit) {
        program = host.start(DetectorServer.command(host.address(), detectors));
        for (Detector detector : detectors) {
            await(0, event -> event.kind() == Kind.LISTENING && event.detector().equals(detector.id()), limit);
        }
    }

    Program program() {
        return program;
    }

    /** Waits until that detector has accepted the line from that address. */
    void awaitAccepted(String detector, String peer, Duration limit) {
        await(
                0,
                event -> event.kind() == Kind.ACCEPTED
                        && event.detector().equals(detector)
                        && event.peer().equals(peer),
                limit);
    }

    /**
     * Gives a command, and returns when it has been done.
     *
     * @throws LabException if it is refused, with the reason
     */
    void order(String command) {
        int from = program.out().size();
        program.tell(command);
        ServerEvent answer = await(from, event -> isAnswer(event, command), LIMIT);
        if (answer.kind() == Kind.REFUSED) {
            throw new LabException("\"" + command + "\" was refused: " + answer.says());
        }
    }

    private static boolean isAnswer(ServerEvent event, String command) {
        return event.kind() == Kind.REFUSED
                || (event.kind() == Kind.DONE && event.says().equals(command));
    }

    /** All that was told so far. */
    List<ServerEvent> events() {
        return program.out().all().stream()
                .map(Printed::text)
                .map(ServerEvent::parse)
                .toList();
    }

    private ServerEvent await(int from, Predicate<ServerEvent> wanted, Duration limit) {
        return ServerEvent.parse(program.out()
                .await(from, line -> wanted.test(ServerEvent.parse(line)), limit)
                .text());
    }
}
