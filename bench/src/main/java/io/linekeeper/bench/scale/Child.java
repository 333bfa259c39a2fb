package io.linekeeper.bench.scale;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that was started here, and is told what to do line by line. */
final class Child implements AutoCloseable {
    /** The collector of a server, though it sees one processor. */
    static final String G1 = "-XX:+UseG1GC";
    /** Counts used heap to the byte, where G1 counts in regions. */
    static final String SERIAL = "-XX:+UseSerialGC";

    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    private Child(Process process) {
        this.process = process;
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** A server under one watch, on the first processor; {@link #port()} comes next. */
    static Child server(String collector, String watch, String transport, Terms terms) throws IOException {
        return start(
                0,
                collector,
                ServerProcess.class,
                watch,
                transport,
                String.valueOf(terms.bound().toMillis()),
                String.valueOf(terms.drain().toMillis()));
    }

    /** Peers of a server, on the second processor. */
    static Child clients(int port) throws IOException {
        return start(1, G1, ClientProcess.class, String.valueOf(port));
    }

    /** A runnable jar on the first processor, whose words go nowhere. */
    static Child jar(Path jar, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(G1, "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return launch(0, Redirect.DISCARD, command);
    }

    private static Child start(int cpu, String collector, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(collector, "-Xms1g", "-Xmx1g", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return launch(cpu, Redirect.PIPE, command);
    }

    private static Child launch(int cpu, Redirect output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() > 1) {
            command.addAll(List.of(TASKSET.toString(), "-c", String.valueOf(cpu)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new Child(new ProcessBuilder(command)
                .redirectError(Redirect.INHERIT)
                .redirectOutput(output)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** The port that a server says first. */
    int port() throws IOException {
        return Integer.parseInt(read().substring("port ".length()));
    }

    String ask(String command) throws IOException {
        commands.println(command);
        return read();
    }

    long askNumber(String command) throws IOException {
        return Long.parseLong(ask(command));
    }

    /** The lines of an answer that has many. */
    List<String> askAll(String command) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = ask(command); !line.equals("end"); line = read()) {
            lines.add(line);
        }
        return lines;
    }

    private String read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("process " + pid() + " ended; what it said is above");
        }
        return line;
    }

    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** The folder that the kernel keeps of this process. */
    File proc() {
        return new File("/proc/" + pid());
    }
}
