package io.linekeeper.lab.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of processes. */
final class States {
    private States() {}

    /** The state of a process, the field behind the last ')' (proc_pid_stat(5)): T is stopped. */
    static char of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
