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

    @Override
    public String toString() {
        return "frozen: " + program;
    }
}
