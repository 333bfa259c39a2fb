package io.linekeeper.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that was started on a {@link Host}. Any thread may call. Closing it kills it and all its descendants. */
public final class Program implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Lines out;
    private final Lines err;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = new Lines(name, process.getInputStream());
        this.err = new Lines(name + " (errors)", process.getErrorStream());
    }

    /** Starts the command; {@code prefix} is what brings it to its host, and replaces itself by the command (exec). */
    static Program start(String host, List<String> prefix, List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        String name = host + ": " + String.join(" ", command).replace("\n", "; ");
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Remains.mark(builder.environment());
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
        try {
            return new Program(name, builder.start());
        } catch (IOException e) {
            throw new LabException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Returns the process id of the program itself, as seen from here. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether it still runs (also while it is stopped by a signal). */
    public boolean alive() {
        return process.isAlive();
    }

    /** Returns its standard output. */
    public Lines out() {
        return out;
    }

    /** Returns its standard error. */
    public Lines err() {
        return err;
    }

    /** Writes a line to its standard input. */
    public void tell(String line) {
        OutputStream input = process.getOutputStream();
        try {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new LabException("cannot tell " + name + " '" + line + "': " + e.getMessage(), e);
        }
    }

    /**
     * Sends a signal to the program alone.
     *
     * @param signal its name without SIG, for example {@code TERM}
     * @throws LabException if the program has ended
     */
    public void signal(String signal) {
        send(signal, List.of(process.toHandle()));
    }

    /** Kills it (SIGKILL) and waits for its end; its kernel then closes its connections. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(LIMIT);
    }

    /**
     * Waits for its end.
     *
     * @return its exit code; 128 + n if signal n ended it
     * @throws LabException if it still runs when the limit has passed
     */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LabException(
                        name + " still runs after " + limit + "; it printed:\n" + out.text() + err.text());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for the end of " + name, e);
        }
        return process.exitValue();
    }

    /**
     * Waits for its end and returns what it printed.
     *
     * @throws LabException if it fails, with all its output, or still runs when the limit has passed
     */
    String output(Duration limit) {
        int code = awaitExit(limit);
        out.awaitEnd(limit);
        err.awaitEnd(limit);
        if (code != 0) {
            throw new LabException(name + " failed with exit code " + code + ": " + err.text() + out.text());
        }
        return out.text();
    }

    /** Stops the program and its descendants (SIGSTOP) and returns when they stand still. */
    void freeze() {
        send("STOP", tree());
        Waiting.until("still running: " + name, LIMIT, this::standsStill);
    }

    boolean standsStill() {
        return tree().stream().allMatch(Program::standsStill);
    }

    /** Lets the program and its descendants go on (SIGCONT). */
    void thaw() {
        if (alive()) {
            send("CONT", tree());
        }
    }

    /** Kills the program and all its descendants and waits for its end. No effect if it has ended. */
    @Override
    public void close() {
        tree().forEach(ProcessHandle::destroyForcibly);
        awaitExit(LIMIT);
    }

    private List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private void send(String signal, List<ProcessHandle> targets) {
        String pids =
                targets.stream().map(target -> Long.toString(target.pid())).collect(Collectors.joining(" "));
        if (!alive()) {
            throw new LabException("no SIG" + signal + " for " + name + ": it has ended; errors: " + err.text());
        }
        start("signal", List.of("sh", "-c", "kill -" + signal + " " + pids), List.of())
                .output(LIMIT);
    }

    /** Reads the state of a process, the field behind the last ')' (proc_pid_stat(5)): T is stopped. */
    private static boolean standsStill(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.UTF_8);
            return stat.startsWith("T", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public String toString() {
        return name + " (process " + pid() + ")";
    }
}
