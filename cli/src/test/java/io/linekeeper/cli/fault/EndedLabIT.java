package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A lab that does not come to its end leaves nothing, or what the next one removes. */
@FaultTest
@ResourceLock("lab")
class EndedLabIT {
    private static final int NAMESPACES = 4;

    @Test
    void shouldLeaveNothingWhenItIsInterrupted(@TempDir Path folder) throws Exception {
        try (LabProgram lab = LabProgram.start(folder, "--only", "hung", "--detectors", "none,two-way")) {
            Waits.until(lab::err, Waits.START, () -> !lab.stopped().isEmpty());
            assertThat(lab.keepers()).hasSize(NAMESPACES);

            LabProgram.signal("TERM", List.of(lab.pid()));

            assertThat(lab.awaitExit(Duration.ofSeconds(5))).isEqualTo(143);
            assertThat(lab.keepers()).isEmpty();
            assertThat(lab.programs()).isEmpty();
            assertThat(lab.err()).contains("interrupted; what was made for it is removed");
            assertThat(lab.out()).isEmpty();
            assertThat(lab.report()).doesNotExist();
        }
    }

    @Test
    void shouldRemoveWhatAKilledOneLeftAndNothingElse(@TempDir Path killedFolder, @TempDir Path folder)
            throws Exception {
        List<Long> left = killed(killedFolder);
        Process other = otherLab();
        try (LabProgram next = LabProgram.start(folder, "--only", "killed", "--detectors", "none")) {
            assertThat(next.awaitExit(Waits.START)).as(next::err).isZero();
            assertThat(next.err()).contains("ended what a lab that was killed had left: " + left.size());
            assertThat(left).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    /** Kills a lab and what keeps its namespaces while all its programs stand still, and returns what is left. */
    private static List<Long> killed(Path folder) throws Exception {
        try (LabProgram lab = LabProgram.start(folder, "--only", "hung", "--detectors", "none,two-way")) {
            Waits.until(lab::err, Waits.START, () -> !lab.stopped().isEmpty());
            LabProgram.signal("STOP", lab.programs());
            List<Long> programs = lab.programs();

            List<Long> victims = new ArrayList<>(lab.keepers());
            assertThat(victims).hasSize(NAMESPACES);
            victims.add(lab.pid());
            LabProgram.signal("KILL", victims);

            lab.awaitExit(Waits.REACTION);
            assertThat(lab.keepers()).isEmpty();
            assertThat(lab.stopped()).hasSizeGreaterThanOrEqualTo(2).isEqualTo(programs);
            return programs;
        }
    }

    /** As if a lab that runs had started it: this process stands for one. */
    private static Process otherLab() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        ProcessBuilder sleep = new ProcessBuilder("sleep", "1000");
        sleep.environment().put("LINEKEEPER_LAB", ProcessHandle.current().pid() + "-" + start);
        return sleep.start();
    }
}
