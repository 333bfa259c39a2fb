package io.linekeeper.sim.net;

/** The way between two hosts, with what can go wrong on it. */
public final class Path {
    Path() {
        throw new UnsupportedOperationException();
    }

    /** Its first host. */
    public Host a() {
        throw new UnsupportedOperationException();
    }

    /** Its second host. */
    public Host b() {
        throw new UnsupportedOperationException();
    }

    /** From now on segments that way are lost without a word: a black hole. Those on their way still arrive. */
    public void cut(Way way) {
        throw new UnsupportedOperationException();
    }

    /** Segments that way arrive again. */
    public void mend(Way way) {
        throw new UnsupportedOperationException();
    }

    /** Whether that way is not cut; {@link Way#BOTH}: neither is. */
    public boolean isOpen(Way way) {
        throw new UnsupportedOperationException();
    }

    /** From now on a segment is lost with this probability, either way; 0 to 1. */
    public void loss(double probability) {
        throw new UnsupportedOperationException();
    }

    /**
     * A NAT on the path loses its entries: what is sent in a connection that runs over it now is dropped for ever, or
     * answered with a reset. New connections get through.
     */
    public void forgetFlows(boolean answersReset) {
        throw new UnsupportedOperationException();
    }
}
