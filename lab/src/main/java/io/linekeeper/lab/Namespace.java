package io.linekeeper.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Linux network namespace, kept by a process that does nothing else.
 *
 * <p>It has no name in the file system: the kernel removes it, with its interfaces and firewall rules, when its last process ends. The
 * keeper waits for the end of its input, a pipe from this JVM, then kills every process in the namespace and ends. So nothing is left
 * behind even when this JVM is killed. In a list of processes the keeper is told by its last word, for example
 * {@code lk-4711-1-device}, where 4711 is this JVM.
 *
 * <p>As root a new network namespace is enough. Otherwise the first one comes with a user namespace in which we are root, and its
 * {@linkplain #another neighbours} live in the same (network_namespaces(7), user_namespaces(7)).
 */
final class Namespace implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Ends by the end of its input only, not by a Ctrl-C that reaches the whole process group. */
    private static final String KEEPER = """
            trap '' INT TERM HUP
            echo ready
            read -r end
            for round in 1 2 3 4 5 6 7 8 9 10; do
                left=
                for process in /proc/[0-9]*; do
                    [ "$process" = /proc/$$ ] && continue
                    [ "$process/ns/net" -ef /proc/$$/ns/net ] || continue
                    kill -9 "${process#/proc/}" && left=yes
                done
                [ "$left" ] || exit 0
                sleep 0.0$round
            done
            exit 1
            """;

    private final String name;
    private final boolean ownUsers;
    private final Process keeper;

    private Namespace(String name, boolean ownUsers, Process keeper) {
        this.name = name;
        this.ownUsers = ownUsers;
        this.keeper = keeper;
    }

    /**
     * Opens a namespace, in a user namespace of its own if it cannot be had otherwise.
     *
     * @throws LabException if neither works, with what the kernel or the tool said
     */
    static Namespace open(String name) {
        try {
            return keep(name, false, List.of("unshare", "--net"));
        } catch (LabException asWeAre) {
            try {
                return keep(name, true, List.of("unshare", "--user", "--map-root-user", "--net"));
            } catch (LabException asRootInside) {
                throw new LabException(asWeAre.getMessage() + "; " + asRootInside.getMessage(), asRootInside);
            }
        }
    }

    /** Opens another namespace that can share cables with this one. */
    Namespace another(String itsName) {
        List<String> command = new ArrayList<>();
        if (ownUsers) {
            command.addAll(List.of("nsenter", "--target", Long.toString(pid()), "--user", "--preserve-credentials"));
        }
        command.addAll(List.of("unshare", "--net"));
        return keep(itsName, ownUsers, command);
    }

    /** Returns the process id by which commands tell this namespace. */
    long pid() {
        return keeper.pid();
    }

    /** Returns what to put before a command so that it runs in here; it replaces itself by the command. */
    List<String> entrance() {
        String target = Long.toString(pid());
        return ownUsers
                ? List.of("nsenter", "--target", target, "--user", "--preserve-credentials", "--net")
                : List.of("nsenter", "--target", target, "--net");
    }

    /** Kills every process in here and gives up the namespace. An interruption waits until that is done. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
        } catch (IOException e) {
            keeper.destroyForcibly();
            throw new LabException("cannot tell the keeper of " + name + " to end: " + e.getMessage(), e);
        }
        if (!hasEnded()) {
            keeper.destroyForcibly();
            throw new LabException("the processes of " + name + " did not end within " + LIMIT);
        }
    }

    /** Waits for the keeper, which is not to be killed before it has killed the others. */
    private boolean hasEnded() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return keeper.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Namespace keep(String name, boolean ownUsers, List<String> unshare) {
        List<String> command = new ArrayList<>(unshare);
        command.addAll(List.of("sh", "-c", KEEPER, name));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process keeper;
        try {
            keeper = builder.start();
        } catch (IOException e) {
            throw new LabException("cannot make a network namespace: " + e.getMessage(), e);
        }
        String said = firstLine(keeper);
        if (!"ready".equals(said)) {
            keeper.destroyForcibly();
            throw new LabException("cannot make a network namespace by '" + String.join(" ", unshare) + "': " + said);
        }
        return new Namespace(name, ownUsers, keeper);
    }

    private static @Nullable String firstLine(Process process) {
        try {
            return process.inputReader(StandardCharsets.UTF_8).readLine();
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
