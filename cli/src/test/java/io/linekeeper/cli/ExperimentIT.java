package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fault")
class ExperimentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @BeforeAll
    static void skipWithAReason() {
        Network.reasonToSkip().ifPresent(Assumptions::abort);
    }

    @Test
    void shouldMeasureThatANewPortLeavesAGhostAndTheSamePortDoesNot(@TempDir Path folder) throws Exception {
        try (Program program = Program.start("experiment", "new-port", "--out", folder.toString())) {
            program.assertStatus(0);

            assertThat(program.err()).isEmpty();
            assertThat(program.out().get(0)).startsWith("running new-port, which takes about 12 s; log: " + folder);
            assertThat(program.out())
                    .filteredOn(line -> line.contains("=>") || line.contains("ECONNRESET"))
                    .satisfiesExactly(
                            line -> assertThat(line).endsWith("=> of one device 2 connections are left"),
                            line -> assertThat(line).endsWith("server, port 7001: error ECONNRESET"),
                            line -> assertThat(line).endsWith("=> of one device 1 connection is left"));
            assertThat(Files.readAllLines(folder.resolve("new-port.txt")))
                    .isEqualTo(program.out().subList(1, program.out().size() - 1));
        }
    }

    @Test
    void shouldShowConnectionsThatNobodyAccepts(@TempDir Path folder) throws Exception {
        try (Program program = Program.start("experiment", "accept-queue", "--out", folder.toString())) {
            program.assertStatus(0);

            assertThat(program.err()).isEmpty();
            assertThat(program.out())
                    .filteredOn(line -> line.contains(" is told \"welcome\""))
                    .as("all but the one who left are served in the end")
                    .hasSize(7)
                    .noneMatch(line -> line.contains("client 3"));
            assertThat(String.join("\n", program.out()))
                    .contains("ss: the listener: Recv-Q 5 (wait to be accepted), Send-Q 4 (backlog)")
                    .contains("ss: client 6: at the device ESTAB; at the server ESTAB, Recv-Q 6")
                    .contains("ss: client 7: at the device SYN-SENT; at the server nothing")
                    .contains("ss: client 3: at the device FIN-WAIT-2; at the server CLOSE-WAIT, Recv-Q 7")
                    .containsSubsequence(
                            "client 7 connects",
                            "the server accepts again",
                            "server: client 3: end of file",
                            "client 7 connect() has succeeded");
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsTold(@TempDir Path folder) throws Exception {
        try (Program program = Program.start("experiment", "one-message", "--out", folder.toString())) {
            program.awaitOut("cable pulled at the device");
            assertThat(keepersOf(program)).isNotEmpty();

            program.signal("INT");

            program.assertStatus(130);
            assertThat(program.err()).isEmpty();
            assertThat(leftBehindBy(program)).isEmpty();
        }
    }

    /** The kernel's machines end a moment after who made them. */
    private static List<ProcessHandle> leftBehindBy(Program program) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!keepersOf(program).isEmpty() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return keepersOf(program);
    }

    private static List<ProcessHandle> keepersOf(Program program) {
        String name = "lk-" + program.process.pid() + "-";
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> arguments.length > 0 && arguments[arguments.length - 1].startsWith(name))
                        .isPresent())
                .toList();
    }
}
