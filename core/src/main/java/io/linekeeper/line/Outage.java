package io.linekeeper.line;

/**
 * Whether the peer's kernel fell silent to our own and came back, as the samples of one silence tell it. A path that was cut
 * comes back slowly: what the peer sent meanwhile it sends again only after about as long (RFC 6298, section 5.5), so nobody
 * is charged for that. Hearing time in milliseconds.
 */
final class Outage {
    private boolean going;
    private int before;
    private int over;
    private int length;

    /** Takes a sample, with the time of the latest acknowledgement. */
    Outage follow(Witness sample, int lastAckAt) {
        boolean troubled = sample.asksInVain();
        if (troubled && !going) {
            before = lastAckAt;
        } else if (going && !troubled) {
            over = lastAckAt;
            length = lastAckAt - before;
        }
        going = troubled;
        return this;
    }

    /** From when on silence counts that counts from {@code deadline} on if there was no outage. */
    int due(int deadline) {
        int patient = over + Math.min(length, Inquiry.MOST_PATIENCE);
        return length > 0 && patient - deadline > 0 ? patient : deadline;
    }
}
