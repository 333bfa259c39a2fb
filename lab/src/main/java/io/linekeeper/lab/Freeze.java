package io.linekeeper.lab;

/** A program hangs (SIGSTOP) while its kernel goes on to acknowledge for it. */
public final class Freeze extends Fault {
    private final Program program;

    /** The program and all its descendants. */
    public Freeze(Program program) {
        this.program = program;
    }

    @Override
    void begin() {
        program.freeze();
    }

    @Override
    void end() {
        program.thaw();
    }

    /**
     * Proves that it is in force.
     *
     * @throws LabException if the program has ended, or it or one of its descendants does not stand still
     */
    public void requireStill() {
        if (!program.alive() || !program.standsStill()) {
            throw new LabException("was to stand still, and does not: " + program);
        }
    }

    @Override
    public String toString() {
        return "frozen: " + program;
    }
}
