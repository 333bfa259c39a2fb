package io.linekeeper.cli;

import io.linekeeper.gateway.flight.Exposure;
import io.linekeeper.gateway.flight.FlightFile;
import io.linekeeper.gateway.flight.RecordedFlight;
import io.linekeeper.gateway.flight.RecordingException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Flight recordings, as replay and tune take them. */
final class RecordingFiles {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What serve --record wrote.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--listener",
            paramLabel = "NAME",
            description = "Only lines of this listener, as events name it. Default: all.")
    private Optional<String> listener = Optional.empty();

    int count() {
        return files.size();
    }

    /**
     * Reads them one after the other.
     *
     * @param notes told in plain words what was passed over
     * @throws RecordingException if one is no recording
     * @throws ParameterException if one cannot be read
     */
    void read(Consumer<RecordedFlight> flights, Consumer<Exposure> exposures, Consumer<String> notes)
            throws RecordingException {
        for (String file : files) {
            try {
                FlightFile.read(
                        Path.of(file),
                        flight -> {
                            if (isWanted(flight.listener())) {
                                flights.accept(flight);
                            }
                        },
                        exposure -> {
                            if (isWanted(exposure.listener())) {
                                exposures.accept(exposure);
                            }
                        },
                        notes);
            } catch (IOException | InvalidPathException e) {
                throw new ParameterException(
                        spec.commandLine(), "the file \"" + file + "\" cannot be read: " + FileRefusal.toRead(e));
            }
        }
    }

    private boolean isWanted(String name) {
        return listener.isEmpty() || listener.get().equals(name);
    }
}
