package io.linekeeper.cli.fault;

import io.linekeeper.lab.Direction;
import java.time.Duration;

/**
 * A line that was cut.
 *
 * @param at when it was cut for sure
 * @param lastHeard when the last segment of its peer arrived at the server, by the server's kernel
 */
record Cut(int peerPort, long at, Moment lastHeard) {
    static Cut of(Scene scene, Serve serve, int peerPort, Direction way) {
        long at = scene.cut(peerPort, way);
        return new Cut(peerPort, at, serve.lastSegment(peerPort));
    }

    /**
     * @param latest how long after its peer's last segment the kernel finds it
     * @param told the bound as the verdict tells it
     * @param idle how much of that can have passed before the cut
     */
    void assertFoundByKernel(Serve serve, Duration latest, Duration told, Duration idle) {
        ServeEvent verdict = serve.awaitVerdict(peerPort, latest.plus(Waits.REACTION));
        Timing.assertFoundByKernel(verdict, this, latest, told, idle);
    }
}
