package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The packaged jar's {@code lab}, started as its users start it. Closing it kills it. */
final class LabProgram implements AutoCloseable {
    private final Process process;
    private final Path folder;

    private LabProgram(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Its report goes to a folder in this one, and so does what it prints. */
    static LabProgram start(Path folder, String... options) throws IOException {
        List<String> command =
                Jar.command("lab", "--out", folder.resolve("report").toString());
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        return new LabProgram(process, folder);
    }

    long pid() {
        return process.pid();
    }

    /** Waits for its end, and returns its exit status. */
    int awaitExit(Duration limit) throws InterruptedException {
        assertThat(process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS))
                .as("ended within %s; it said: %s", limit, err())
                .isTrue();
        return process.exitValue();
    }

    String out() {
        return read("out");
    }

    String err() {
        return read("err");
    }

    Path report() {
        return folder.resolve("report");
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What keeps its namespaces. */
    List<Long> keepers() {
        return processes(process -> process.info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch(word -> word.startsWith("lk-" + pid() + "-")));
    }

    /** What it has started on its networks that still runs, by the mark in its environment. */
    List<Long> programs() {
        String mark = "LINEKEEPER_LAB=" + pid() + "-";
        return processes(process -> proc(process.pid(), "environ").contains(mark));
    }

    /** Those that stand still. */
    List<Long> stopped() {
        return programs().stream()
                .filter(pid -> proc(pid, "stat").contains(") T "))
                .toList();
    }

    private static List<Long> processes(Predicate<ProcessHandle> wanted) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return new ArrayList<>(all.filter(wanted).map(ProcessHandle::pid).toList());
        }
    }

    private static String proc(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    static void signal(String name, List<Long> pids) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
