package io.linekeeper.lab.scene;

import io.linekeeper.lab.Network;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.detector.Detector;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Where a scene is played: the network, the server with all detectors, the device, and what a scene may do to them. */
public interface Stage {
    /** Server, router, device and neighbour. */
    Network network();

    /** The detectors that take part. */
    List<Detector> detectors();

    /** The program with all detectors. */
    Program server();

    /** The program with all lines of the device. */
    Program device();

    /** The device's ports of its lines under this detector. */
    int[] portsOf(Detector detector);

    /** The device's ports of all lines that this detector has accepted from it so far, also those that the scene spares. */
    Set<Integer> acceptedBy(Detector detector);

    /** Connects the device's lines now, and returns when its kernel shows them as ESTABLISHED. */
    void connect();

    /**
     * Gives the program with all detectors a command of {@link io.linekeeper.lab.detector.DetectorServer}, and returns when it has been
     * done.
     *
     * @throws io.linekeeper.lab.LabException if it is refused, with the reason
     */
    void order(String command);

    /** Sends so many bytes on every line of every detector. */
    default void send(int bytes) {
        order("send " + bytes);
    }

    /** Blocks the loops of all detectors. */
    default void block(Duration time) {
        order("block " + time.toMillis());
    }

    /** Lets all detectors accept, or leave connections in the kernel's queue. */
    default void accept(boolean accepts) {
        order("accept " + (accepts ? "on" : "off"));
    }

    /**
     * Uses up all descriptors of the server's process, also each that becomes free later.
     *
     * @throws io.linekeeper.lab.LabException if some are left, or were for a while since the last time
     */
    default void exhaustDescriptors() {
        order("exhaust");
    }

    /** Does something later, unless the scene is over by then. */
    void later(Duration delay, Runnable what);

    /**
     * Demands a proof, after the watched time, that what the scene says was so until then. The scene could not be played if the proof
     * throws. (What is to be proven belongs to one play: a scene itself is played several times, also at once.)
     */
    void proveAtEnd(Runnable proof);

    /** Notes for the timeline what has just been done, as {@code path whole again}. */
    void note(String what);
}
