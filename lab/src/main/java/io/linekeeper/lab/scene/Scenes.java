package io.linekeeper.lab.scene;

import java.util.List;

/** The catalogue of scenes. */
public final class Scenes {
    private static final List<Scene> ALL = List.of(
            new CableAtDeviceIdle(),
            new CableAtDeviceInFlight(),
            new CableAtServer(),
            new HoleToServer(),
            new HoleToDevice(),
            new HoleBoth(),
            new OneFlow(),
            new NatSilent(),
            new NatReset(),
            new Reboot(),
            new VmPaused(),
            new Hung(),
            new Killed(),
            new ReaderStopped(),
            new SlowReader(),
            new Loss(3),
            new Loss(10),
            new Loss(20),
            new Loss(30),
            new HalfClose(),
            new Outage("outage-short", 0.4),
            new Outage("outage-long", 1.5),
            new Ghost(),
            new Descriptors(),
            new AcceptQueue(),
            new ServerStopped(),
            new LoopBlocked());

    private Scenes() {}

    /** All of them, in the order of the table. */
    public static List<Scene> all() {
        return ALL;
    }
}
