package io.linekeeper.sim.invariant;

import java.util.List;

/** Something that must hold in every simulation did not. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> subjects;

    /**
     * An invariant that is broken.
     *
     * @param invariant its name
     * @param what happened instead
     * @param subjects of the trace that tell how it came to it
     */
    public Broken(String invariant, String what, List<String> subjects) {
        super(invariant + ": " + what);
        this.subjects = subjects;
    }

    /** Whose entries in the trace tell how it came to it. */
    public List<String> subjects() {
        return subjects;
    }
}
