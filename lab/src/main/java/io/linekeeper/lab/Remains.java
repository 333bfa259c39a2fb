package io.linekeeper.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a lab leaves behind that was killed together with the keepers of its namespaces: programs that stand still (SIGSTOP) and so do not
 * see that their input has ended.
 *
 * <p>Every program of the lab has {@code LINEKEEPER_LAB=PID-START} in its environment: the process id of the lab, and its start time in
 * clock ticks since boot (proc_pid_stat(5)), without which a process that got the same id later would be taken for it. The numbers of
 * another process id namespace, as a container has one, mean nothing here, so its processes are left alone.
 */
public final class Remains {
    private static final String VARIABLE = "LINEKEEPER_LAB";
    private static final Pattern MARK = Pattern.compile("([1-9][0-9]{0,9})-([0-9]{1,19})");
    /** Field 22 of proc_pid_stat(5), counted from the state, behind the name of the program, which may have any character. */
    private static final int START_TIME = 19;

    private Remains() {}

    /** The mark of what this process starts: an entry of its environment. */
    static void mark(Map<String, String> environment) {
        environment.put(VARIABLE, Own.MARK);
    }

    /**
     * Kills the programs of labs that do not run any more, and nothing else.
     *
     * @return how many there were
     */
    public static int sweep() {
        List<ProcessHandle> left =
                ProcessHandle.allProcesses().filter(Remains::isLeft).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        return left.size();
    }

    private static boolean isLeft(ProcessHandle process) {
        Optional<String> mark = markOf(process.pid());
        return mark.isPresent() && isOfAnEndedLab(mark.get()) && numbersMeanTheSame(process.pid());
    }

    private static Optional<String> markOf(long pid) {
        return read(pid, "environ").stream()
                .flatMap(environment -> Arrays.stream(environment.split("\0")))
                .filter(entry -> entry.startsWith(VARIABLE + "="))
                .map(entry -> entry.substring(VARIABLE.length() + 1))
                .findFirst();
    }

    private static boolean isOfAnEndedLab(String mark) {
        Matcher lab = MARK.matcher(mark);
        return lab.matches() && !startTime(Long.parseLong(lab.group(1))).equals(Optional.of(lab.group(2)));
    }

    private static boolean numbersMeanTheSame(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
        } catch (IOException e) {
            return false;
        }
    }

    /** Empty if it does not run: what its parent has not asked for yet (a zombie) does not. */
    private static Optional<String> startTime(long pid) {
        return read(pid, "stat")
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                .filter(field -> !field[0].equals("Z"))
                .map(field -> field[START_TIME]);
    }

    /** Empty if it has ended or is another user's. */
    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static final class Own {
        static final String MARK = mark(ProcessHandle.current().pid());

        private static String mark(long pid) {
            return pid
                    + "-"
                    + startTime(pid).orElseThrow(() -> new LabException("/proc does not tell when this process began"));
        }
    }
}
