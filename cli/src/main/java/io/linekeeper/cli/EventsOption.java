package io.linekeeper.cli;

import io.linekeeper.gateway.EventLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where events go, as serve and connect take it. */
final class EventsOption {
    private static final String STDOUT = "-";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--events",
            paramLabel = "FILE|-",
            description = "Also write each event as one JSON object a line, to the end of FILE, which is created if it"
                    + " is missing, or to stdout (-), in which case all other words go to stderr. Default: no JSON.")
    private Optional<String> target = Optional.empty();

    /**
     * Opens the log of events; whoever gets it closes it.
     *
     * @throws ParameterException if the file cannot be opened
     */
    EventLog open() throws IOException {
        return open(words());
    }

    /** As {@link #open()}, without words: for crowds, of which only numbers are told. */
    EventLog openWithoutWords() throws IOException {
        return open(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** Where words go: stdout, unless that is for JSON. */
    PrintStream words() {
        return isStdout() ? System.err : System.out;
    }

    /** Whether events are written to this file. */
    boolean goTo(String file) {
        try {
            Path other = Path.of(file).toAbsolutePath().normalize();
            return !isStdout()
                    && target.filter(events ->
                                    Path.of(events).toAbsolutePath().normalize().equals(other))
                            .isPresent();
        } catch (InvalidPathException refusedLater) {
            return false;
        }
    }

    private boolean isStdout() {
        return target.filter(STDOUT::equals).isPresent();
    }

    private EventLog open(PrintStream words) throws IOException {
        if (target.isEmpty()) {
            return new EventLog(words, null);
        }
        return new EventLog(words, isStdout() ? System.out : append(target.get()));
    }

    /** Stays open as long as this process. */
    private OutputStream append(String file) {
        try {
            return new BufferedOutputStream(
                    Files.newOutputStream(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException | InvalidPathException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--events: the file \"" + file + "\" cannot be opened: " + FileRefusal.toWrite(e));
        }
    }
}
