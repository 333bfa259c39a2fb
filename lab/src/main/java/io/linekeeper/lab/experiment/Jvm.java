package io.linekeeper.lab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of ours, each in a JVM of its own. */
final class Jvm {
    private Jvm() {}

    /** Returns the command that runs the class, with the class path of this JVM. */
    static List<String> running(Class<?> program, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
