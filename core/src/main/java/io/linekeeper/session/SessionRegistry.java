package io.linekeeper.session;

/**
 * Gives each device its one session. Pure: its methods are events, and what it decides it tells to the lines, the listener
 * and the {@link Errands}. Not thread-safe: one thread, or one executor, calls all of it.
 */
public final class SessionRegistry {

    /** What is to be done at the {@link SessionDirectory}; the answer comes back as an event. */
    public interface Errands {
        /** Make the claim; answered by {@link SessionRegistry#claimed} or {@link SessionRegistry#claimFailed}. */
        void claim(Claim claim);

        /** Release the session; nobody waits for an answer. */
        void release(Session session);
    }

    /** No sessions yet. */
    public SessionRegistry(String node, Errands errands, SessionListener listener, BattleRule battles) {
        throw new UnsupportedOperationException();
    }

    /**
     * A line has proven its device, and wants to be its session. Answered by {@link SessionLine#admitted} or
     * {@link SessionLine#refused}, or not at all if {@link #judged} or {@link #closed} comes first.
     *
     * @param instance what the device said of who reconnects here
     * @param nowNanos the clock now
     */
    public void arrived(SessionLine line, DeviceId device, long instance, long nowNanos) {}

    /** The directory has answered the device's claim. */
    public void claimed(DeviceId device, Claimed outcome) {}

    /** The directory could not answer the device's claim. */
    public void claimFailed(DeviceId device) {}

    /** The line has its verdict: it is no session any more, but may drain. Any line, any number of times. */
    public void judged(SessionLine line) {}

    /** The line is closed. Any line, any number of times. */
    public void closed(SessionLine line) {}
}
