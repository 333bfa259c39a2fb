package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemainsTest {
    /** The same process id with another start time: that process has ended. */
    private static final String ENDED = ProcessHandle.current().pid() + "-1";

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldKillWhatAnEndedLabLeftAlsoIfItStandsStill() throws Exception {
        Process runs = start("LINEKEEPER_LAB", ENDED);
        Process stands = start("LINEKEEPER_LAB", ENDED);
        new ProcessBuilder("sh", "-c", "kill -STOP " + stands.pid()).start().waitFor();

        assertThat(Remains.sweep()).isGreaterThanOrEqualTo(2);

        for (Process left : List.of(runs, stands)) {
            assertThat(left.waitFor(Limits.REACTION.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void shouldLeaveAloneWhatALabStartedThatRuns() throws Exception {
        try (Program ours = Program.start("here", List.of(), List.of("sleep", "1000"))) {
            Remains.sweep();
            assertStays(ours.pid());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x", "-1", "1-", "1-x", "99999999999-1", " 1-1"})
    void shouldLeaveAloneWhatHasNoSuchMark(String value) throws Exception {
        Process stranger = start("LINEKEEPER_LAB", value);
        Process namesake = start("LINEKEEPER_LABEL", ENDED);
        Process mentions = start("OTHER", "LINEKEEPER_LAB=" + ENDED);

        Remains.sweep();

        for (Process other : List.of(stranger, namesake, mentions)) {
            assertStays(other.pid());
        }
    }

    /** For longer than SIGKILL takes to end a program that sleeps. */
    private static void assertStays(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.onExit())
                .as("the end of %s", process.info())
                .isNotCompleted()
                .failsWithin(Duration.ofMillis(50));
        assertThat(process.isAlive()).isTrue();
    }

    private Process start(String variable, String value) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put(variable, value);
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
