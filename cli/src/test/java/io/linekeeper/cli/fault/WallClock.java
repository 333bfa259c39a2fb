package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The wall clock of a program, which can be set while it runs, by libfaketime; its other clocks stay as they are. */
final class WallClock {
    private static final String LIBRARY = "*/faketime/libfaketimeMT.so.1";

    private final Path library;
    private final Path setting;
    private Duration ahead = Duration.ZERO;

    /**
     * A clock that is right so far. Skips the test where libfaketime is missing, unless tests with faults are required.
     *
     * @param folder where its setting is kept
     */
    WallClock(Path folder) {
        library = library();
        setting = folder.resolve("wall-clock");
        set(Duration.ZERO);
    }

    private static Path library() {
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of("/usr/lib"))) {
            for (Path architecture : architectures) {
                Path library = architecture.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return library;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String missing = "libfaketime is missing, by which the wall clock of a program is set: /usr/lib/" + LIBRARY;
        assertThat(System.getenv(Network.REQUIRED)).as(missing).isNotEqualTo("1");
        return Assumptions.abort(missing);
    }

    /** That command with this clock. */
    List<String> around(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "env",
                "LD_PRELOAD=" + library,
                "FAKETIME_TIMESTAMP_FILE=" + setting,
                "FAKETIME_NO_CACHE=1",
                "DONT_FAKE_MONOTONIC=1",
                "FAKETIME_FORCE_MONOTONIC_FIX=0"));
        all.addAll(command);
        return all;
    }

    /** Sets it, for whoever reads it from now on. */
    void set(Duration aheadOfTheRightTime) {
        try {
            Path next = Files.writeString(
                    setting.resolveSibling("next"), String.format("%+d", aheadOfTheRightTime.toSeconds()));
            Files.move(next, setting, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ahead = aheadOfTheRightTime;
    }

    /** The event as if this clock were right. */
    ServeEvent corrected(ServeEvent event) {
        return new ServeEvent(event.nanos() - ahead.toNanos(), event.json());
    }
}
