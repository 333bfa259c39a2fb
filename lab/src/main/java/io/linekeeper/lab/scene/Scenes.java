package io.linekeeper.lab.scene;

import io.linekeeper.lab.LabException;
import java.util.List;
import java.util.stream.Collectors;

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

    /**
     * The scene of that name.
     *
     * @throws LabException if there is none, with those there are
     */
    public static Scene named(String id) {
        return ALL.stream()
                .filter(scene -> scene.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new LabException("there is no fault \"" + id + "\"; there are "
                        + ALL.stream().map(Scene::id).collect(Collectors.joining(", "))));
    }
}
