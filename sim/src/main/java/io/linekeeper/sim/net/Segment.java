package io.linekeeper.sim.net;

/** One TCP segment on its way; what it does when it happens is to arrive. */
final class Segment implements Runnable {
    static final int SYN = 1;
    static final int ACK = 2;
    static final int FIN = 4;
    static final int RST = 8;

    private final Flow flow;
    private final int flags;

    /** Which end sent it: {@link Flow#OPENER} or {@link Flow#TAKER}. */
    final int from;

    /** The offset of its first byte; a FIN counts as one byte. */
    final long seq;

    final int length;

    /** The offset of the byte that its sender expects next. */
    final long ack;

    /** The offset before which the other end may send. */
    final long edge;

    /** 0 for data that are sent the first time; all else that this end sends is numbered, and has luck of its own. */
    final long attempt;

    Segment(Flow flow, int from, int flags, long seq, int length, long ack, long edge, long attempt) {
        this.flow = flow;
        this.from = from;
        this.flags = flags;
        this.seq = seq;
        this.length = length;
        this.ack = ack;
        this.edge = edge;
        this.attempt = attempt;
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** The offset after its last byte. */
    long end() {
        return seq + length;
    }

    @Override
    public void run() {
        flow.arrive(this);
    }
}
