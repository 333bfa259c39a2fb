package io.linekeeper.lab;

/**
 * Something that goes wrong in a {@link Network} and can be put right again. Closing it puts it right if it is in force; several can
 * be in force at the same time. Any thread may call.
 */
public abstract sealed class Fault implements AutoCloseable
        permits BlackHole, PulledCable, PowerCut, Freeze, PacketLoss, NatLoss {
    private boolean inForce;

    Fault() {}

    /**
     * Makes it happen.
     *
     * @return {@link System#nanoTime()} when it was in force for sure
     * @throws IllegalStateException if it is in force already
     */
    public final synchronized long inject() {
        if (inForce) {
            throw new IllegalStateException("already in force: " + this);
        }
        begin();
        inForce = true;
        return System.nanoTime();
    }

    /**
     * Puts it right.
     *
     * @return {@link System#nanoTime()} when it was put right for sure
     * @throws IllegalStateException if it is not in force
     */
    public final synchronized long restore() {
        if (!inForce) {
            throw new IllegalStateException("not in force: " + this);
        }
        inForce = false;
        end();
        return System.nanoTime();
    }

    @Override
    public final synchronized void close() {
        if (inForce) {
            restore();
        }
    }

    abstract void begin();

    abstract void end();

    /** Says what goes wrong, in a few words. */
    @Override
    public abstract String toString();
}
