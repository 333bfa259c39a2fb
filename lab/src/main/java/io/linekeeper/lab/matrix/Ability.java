package io.linekeeper.lab.matrix;

import io.linekeeper.lab.Network;
import io.netty.channel.epoll.Epoll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the lab can be run here. */
public final class Ability {
    /** What a command belongs to, by the names of Debian. */
    private static final Map<String, String> PACKAGES = packages();

    /** Often on the path of root alone. */
    private static final String SYSTEM = "/usr/sbin:/sbin";

    private Ability() {}

    private static Map<String, String> packages() {
        Map<String, String> packages = new LinkedHashMap<>();
        packages.put("unshare", "util-linux");
        packages.put("nsenter", "util-linux");
        packages.put("prlimit", "util-linux");
        packages.put("ip", "iproute2");
        packages.put("ss", "iproute2");
        packages.put("nft", "nftables");
        return packages;
    }

    /** Returns what is missing here and what to do about it, in one sentence; empty if nothing is. Makes a network, and removes it. */
    public static Optional<String> missing() {
        if (!Epoll.isAvailable()) {
            return Optional.of("the lab needs Linux and its epoll, which cannot be had here: "
                    + rootCause(Epoll.unavailabilityCause())
                    + "; run it on Linux, on x86_64 or aarch64");
        }
        return missingCommands(System.getenv().getOrDefault("PATH", ""), SYSTEM)
                .or(() -> Network.unavailableReason()
                        .map(reason -> reason.strip()
                                + "; run it as root, or where the kernel lets users make user namespaces and /proc is"
                                + " not restricted (a container: docker run --privileged)"));
    }

    static Optional<String> missingCommands(String path, String more) {
        String missing = PACKAGES.keySet().stream()
                .filter(command -> !isThere(command, path + ":" + more))
                .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String packages =
                Stream.of(missing.split(", ")).map(PACKAGES::get).distinct().collect(Collectors.joining(" "));
        return Optional.of("the lab needs commands that are not installed here: " + missing
                + "; on Debian: apt-get install " + packages);
    }

    private static boolean isThere(String command, String path) {
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
