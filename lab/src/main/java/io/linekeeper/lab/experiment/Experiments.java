package io.linekeeper.lab.experiment;

import java.util.List;
import java.util.Optional;

/** The experiments that there are. */
public final class Experiments {
    private static final List<Experiment> ALL = List.of(
            new OneMessage(),
            new NewPort(),
            WriteSucceeds.shortened(),
            WriteSucceeds.full(),
            new KeepaliveSums(),
            new KeepaliveSees(),
            new HungAndPaused(),
            new OutAndBack(),
            new AcceptQueue(),
            new Ghosts());

    private Experiments() {}

    /** Returns all of them, in the order of docs/EXPERIMENTS.md. */
    public static List<Experiment> all() {
        return ALL;
    }

    /** Returns the one of that name, if there is one. */
    public static Optional<Experiment> named(String id) {
        return ALL.stream().filter(experiment -> experiment.id().equals(id)).findFirst();
    }
}
