package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The devices in other languages, in {@code examples}. */
enum Example {
    PYTHON,
    C;

    private static final Path ROOT = Path.of(System.getProperty("linekeeper.root", ".."));
    private static final Path PYTHON_SOURCE = ROOT.resolve("examples/python/device.py");
    private static final Path C_SOURCES = ROOT.resolve("examples/c");

    static final Path VECTORS = ROOT.resolve("docs/line-protocol-vectors.txt");

    /** Compiles into the folder what is to be compiled, or skips the tests where that cannot be done. */
    static void prepare(Path folder) throws IOException, InterruptedException {
        Needs.program("python3", "--version");
        Needs.program("gcc", "--version");
        List<String> strict = List.of("gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-g");
        List<String> build = new ArrayList<>(strict);
        if (canSanitize(folder)) {
            build.add("-fsanitize=address,undefined");
        }
        build.addAll(List.of("-o", binary(folder).toString()));
        try (Stream<Path> sources = Files.list(C_SOURCES)) {
            sources.map(Path::toString).filter(file -> file.endsWith(".c")).forEach(build::add);
        }
        assertThat(said(build)).as("what the compiler says").isEmpty();
    }

    private static boolean canSanitize(Path folder) throws IOException, InterruptedException {
        Path empty = Files.writeString(folder.resolve("empty.c"), "int main(void) { return 0; }\n");
        Path program = folder.resolve("empty");
        return said(List.of("gcc", "-fsanitize=address,undefined", "-o", program.toString(), empty.toString()))
                .isEmpty();
    }

    private static String said(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static Path binary(Path folder) {
        return folder.resolve("device");
    }

    /** A device id for a role, unlike those of the other examples. */
    String id(String role) {
        return name().toLowerCase(Locale.ROOT) + "-" + role;
    }

    /** Starts it with these arguments. */
    Program run(Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(
                switch (this) {
                    case PYTHON -> List.of("python3", "-B", PYTHON_SOURCE.toString());
                    case C -> List.of(binary(folder).toString());
                });
        command.addAll(List.of(args));
        return Program.run(command);
    }

    /** Starts it as that device of the server. */
    Program start(Path folder, Program server, String device, String... options) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("127.0.0.1", Integer.toString(server.port("line")), "--device", device));
        args.addAll(List.of(options));
        return run(folder, args.toArray(String[]::new));
    }
}
