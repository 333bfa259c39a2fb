package io.linekeeper.cli.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The runnable jar under test. */
final class Jar {
    private Jar() {}

    /** The command that runs it, which more may be appended to. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", System.getProperty("linekeeper.jar")));
        Collections.addAll(command, arguments);
        return command;
    }
}
