package io.linekeeper.line;

/**
 * What the kernel (or, where it cannot be asked, our own send buffer) says of one line, at one moment.
 *
 * <p>A value: may be passed between threads. All ages are milliseconds before the sample was taken.
 *
 * @param atNanos when the sample was taken, on the clock of the roll call ({@code System.nanoTime})
 * @param kernel whether the kernel was asked; when false only {@code acknowledged}, {@code queued} and {@code reading}
 *     mean something
 * @param reading whether a read is outstanding on the line, so that a byte would be heard
 * @param lastDataMillis age of the last data segment that arrived, read by us or not ({@code tcpi_last_data_recv})
 * @param lastAckMillis age of the last acknowledgement that arrived ({@code tcpi_last_ack_recv})
 * @param acknowledged bytes of our stream that the peer's kernel acknowledged ({@code tcpi_bytes_acked}, RFC 4898
 *     tcpEStatsAppHCThruOctetsAcked); without the kernel: bytes that left our own buffer
 * @param queued bytes of our stream that were handed to the kernel so far, so that {@code queued - acknowledged} are
 *     still under way; without the kernel: bytes that were written
 * @param unackedSegments segments sent and not acknowledged ({@code tcpi_unacked})
 * @param unsentBytes bytes in the kernel's send buffer that were never sent ({@code tcpi_notsent_bytes})
 * @param windowBytes the peer's receive window ({@code tcpi_snd_wnd}); 0 is a closed window
 * @param probes keepalive or window probes sent since the last acknowledgement ({@code tcpi_probes})
 * @param retransmits retransmission time-outs since the last acknowledgement ({@code tcpi_retransmits})
 * @param rttMicros the kernel's smoothed round-trip time ({@code tcpi_rtt})
 */
public record Witness(
        long atNanos,
        boolean kernel,
        boolean reading,
        long lastDataMillis,
        long lastAckMillis,
        long acknowledged,
        long queued,
        int unackedSegments,
        long unsentBytes,
        long windowBytes,
        int probes,
        int retransmits,
        long rttMicros) {
    private static final int FAR_MORE = 8;
    private static final int FAR_MORE_BYTES = 16_384;

    /** A testimony without the kernel: what a transport that cannot read {@code TCP_INFO} knows. */
    public static Witness ofBuffers(long atNanos, boolean reading, long drained, long written) {
        return new Witness(atNanos, false, reading, 0, 0, drained, written, 0, 0, 0, 0, 0, 0);
    }

    /** Whether bytes of ours have not been acknowledged (or, without the kernel, not even left our buffer). */
    public boolean hasBacklog() {
        return queued > acknowledged;
    }

    /** Whether all that the kernel holds is on its way, and the peer's window is open: what is unanswered was sent. */
    boolean isWayClear() {
        return unsentBytes == 0 && windowBytes > 0;
    }

    /**
     * Whether the kernel asked more than once and got no answer. One probe may just be on its way.
     */
    boolean asksInVain() {
        return probes > 1 || retransmits > 0;
    }

    /**
     * Whether the peer's program has read since the sample before: its kernel offers more room than then, although nothing
     * more of ours has arrived or our sending had come to the end of its window.
     */
    boolean showsReadingSince(Witness before) {
        if (!kernel || !before.kernel) {
            return false;
        }
        long came = acknowledged - before.acknowledged;
        long opened = windowBytes - before.windowBytes;
        return (came == 0 || before.isLimitedByWindow()) && came + opened > 0;
    }

    /**
     * Whether the window has grown by far more than has come since an earlier sample. A kernel opens a window by itself only
     * while data comes that fits into it, and by two segments for each that comes; the rest was opened by a program that reads.
     */
    boolean hasOpenedSince(Witness earlier) {
        long came = acknowledged - earlier.acknowledged;
        return kernel && earlier.kernel && windowBytes - earlier.windowBytes >= FAR_MORE * came + FAR_MORE_BYTES;
    }

    /** Whether bytes wait and none are under way, since the peer's window is closed or too small for a segment. */
    boolean isHeldByWindow() {
        return kernel && unsentBytes > 0 && unackedSegments == 0;
    }

    /** Whether it is the peer's window that keeps us from sending more; half of it, as senders avoid silly segments. */
    private boolean isLimitedByWindow() {
        long underWay = queued - acknowledged - unsentBytes;
        return windowBytes == 0 || (unsentBytes > 0 && 2 * underWay >= windowBytes);
    }

    /**
     * Whether the kernel is asking and gets no answer: probes or retransmissions since the last acknowledgement. A peer
     * whose window is closed but who is there acknowledges each probe, and the count goes back to 0.
     */
    public boolean isTroubled() {
        return probes > 0 || retransmits > 0;
    }
}
