package io.linekeeper.cli;

import io.linekeeper.gateway.EventLog;
import io.linekeeper.gateway.FlightLog;
import io.linekeeper.gateway.flight.RecordingException;
import io.linekeeper.gateway.flight.RecordingTarget;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the flight recorder writes. */
final class RecordOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Write what the judgement of each suspect rested on to the end of FILE, which is created if it is"
                            + " missing; for replay and tune. Lines that are heard in time are not recorded. Default: no record.")
    private Optional<String> target = Optional.empty();

    /** @throws ParameterException if it is to go where events go, or to stdout */
    void requireOwnFile(EventsOption events) {
        target.ifPresent(file -> {
            if (file.equals("-")) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--record: a recording cannot go to stdout (-), where words go; name a file");
            }
            if (events.goTo(file)) {
                throw new ParameterException(
                        spec.commandLine(), "--record: events go to \"" + file + "\" already; name another file");
            }
        });
    }

    /**
     * Begins the recording.
     *
     * @return null if none is wanted
     * @throws ParameterException if the file cannot be written
     */
    @Nullable
    FlightLog open(EventLog log) {
        if (target.isEmpty()) {
            return null;
        }
        try {
            return new FlightLog(RecordingTarget.append(Path.of(target.get())), log);
        } catch (RecordingException e) {
            throw new ParameterException(spec.commandLine(), "--record: " + e.getMessage());
        } catch (IOException | InvalidPathException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--record: the file \"" + target.get() + "\" cannot be written: " + FileRefusal.toWrite(e));
        }
    }
}
