package io.linekeeper.lab.matrix;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.TcpSocket;
import io.linekeeper.lab.detector.ServerEvent;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees in the server's kernel when lines are gone that its program never accepted. One thread. */
final class KernelWatch {
    private final Host server;
    private final Map<String, String> detectorOf;
    private final Map<String, ServerEvent> gone = new HashMap<>();

    /** @param detectorOf the id of the detector of each line, by the address of its other end */
    KernelWatch(Host server, Map<String, String> detectorOf) {
        this.server = server;
        this.detectorOf = Map.copyOf(detectorOf);
    }

    /** Looks once. */
    void look() {
        long before = System.nanoTime();
        Set<String> established = server.sockets().stream()
                .filter(socket -> socket.state().equals("ESTAB"))
                .map(TcpSocket::remote)
                .collect(Collectors.toSet());
        detectorOf.forEach((peer, detector) -> {
            if (!established.contains(peer)) {
                gone.putIfAbsent(
                        peer,
                        new ServerEvent(
                                before,
                                detector,
                                Kind.FOUND,
                                peer,
                                "gone",
                                "the kernel does not show it as ESTABLISHED any more"));
            }
        });
    }

    /** What has been seen, as if the detectors had told it. */
    List<ServerEvent> events() {
        return List.copyOf(gone.values());
    }
}
