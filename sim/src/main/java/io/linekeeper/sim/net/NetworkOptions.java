package io.linekeeper.sim.net;

import java.time.Duration;

/**
 * How a network behaves where nothing is broken, and how its kernels do. Defaults are those of Linux; times in nanoseconds.
 *
 * @param leastDelayNanos the shortest time that a segment is on its way
 * @param mostDelayNanos the longest, at least the shortest
 * @param loss the probability that a segment is lost, 0 to below 1; each path can have its own
 * @param mss the most bytes in a segment
 * @param sendBuffer bytes that a socket takes and that are not acknowledged
 * @param receiveBuffer bytes that wait for the program to read them, at least two segments
 * @param segmentsInFlight the most segments under way in one direction of a connection (instead of a congestion window)
 * @param firstRtoNanos the least retransmission time-out, to which the round-trip time is added (RFC 6298, with Linux'
 *     TCP_RTO_MIN)
 * @param longestRtoNanos what back-off stops at
 * @param handshakeRtoNanos the retransmission time-out before any round-trip time is known
 * @param retransmitsGivenUp retransmissions, or probes of a closed window, after whose lack of an answer a connection is
 *     given up (tcp_retries2)
 * @param handshakesGivenUp the same for a SYN (tcp_syn_retries)
 */
public record NetworkOptions(
        long leastDelayNanos,
        long mostDelayNanos,
        double loss,
        int mss,
        long sendBuffer,
        long receiveBuffer,
        int segmentsInFlight,
        long firstRtoNanos,
        long longestRtoNanos,
        long handshakeRtoNanos,
        int retransmitsGivenUp,
        int handshakesGivenUp) {

    /** @throws IllegalArgumentException if a value is out of its range */
    public NetworkOptions {
        require(leastDelayNanos >= 0, "the least delay", leastDelayNanos, "0 ns or more");
        require(mostDelayNanos >= leastDelayNanos, "the most delay", mostDelayNanos, "at least the least delay");
        require(loss >= 0 && loss < 1, "the loss", loss, "from 0 to below 1");
        require(mss >= 1, "the segment size", mss, "1 byte or more");
        require(sendBuffer >= mss, "the send buffer", sendBuffer, "at least a segment of " + mss + " bytes");
        require(receiveBuffer >= 2L * mss, "the receive buffer", receiveBuffer, "at least two segments of " + mss);
        require(segmentsInFlight >= 1, "the segments in flight", segmentsInFlight, "1 or more");
        require(firstRtoNanos > 0, "the first retransmission time-out", firstRtoNanos, "above 0 ns");
        require(
                longestRtoNanos >= firstRtoNanos,
                "the longest retransmission time-out",
                longestRtoNanos,
                "at least the first");
        require(handshakeRtoNanos > 0, "the handshake's time-out", handshakeRtoNanos, "above 0 ns");
        require(retransmitsGivenUp >= 1, "the retransmissions", retransmitsGivenUp, "1 or more");
        require(handshakesGivenUp >= 1, "the SYN retransmissions", handshakesGivenUp, "1 or more");
    }

    /** A network of 5 to 10 ms without loss, and the kernels of Linux with 256 KiB of buffers. */
    public static NetworkOptions defaults() {
        return new NetworkOptions(
                5_000_000,
                10_000_000,
                0,
                1448,
                256 * 1024,
                256 * 1024,
                64,
                200_000_000,
                120_000_000_000L,
                1_000_000_000,
                15,
                6);
    }

    /** The same with these delays. */
    public NetworkOptions withDelay(Duration least, Duration most) {
        return new NetworkOptions(
                least.toNanos(),
                most.toNanos(),
                loss,
                mss,
                sendBuffer,
                receiveBuffer,
                segmentsInFlight,
                firstRtoNanos,
                longestRtoNanos,
                handshakeRtoNanos,
                retransmitsGivenUp,
                handshakesGivenUp);
    }

    /** The same with this probability of loss. */
    public NetworkOptions withLoss(double probability) {
        return new NetworkOptions(
                leastDelayNanos,
                mostDelayNanos,
                probability,
                mss,
                sendBuffer,
                receiveBuffer,
                segmentsInFlight,
                firstRtoNanos,
                longestRtoNanos,
                handshakeRtoNanos,
                retransmitsGivenUp,
                handshakesGivenUp);
    }

    /** The same with buffers of so many bytes. */
    public NetworkOptions withBuffers(long send, long receive) {
        return new NetworkOptions(
                leastDelayNanos,
                mostDelayNanos,
                loss,
                mss,
                send,
                receive,
                segmentsInFlight,
                firstRtoNanos,
                longestRtoNanos,
                handshakeRtoNanos,
                retransmitsGivenUp,
                handshakesGivenUp);
    }

    /** The same with this longest retransmission time-out. */
    public NetworkOptions withLongestRto(Duration longest) {
        return new NetworkOptions(
                leastDelayNanos,
                mostDelayNanos,
                loss,
                mss,
                sendBuffer,
                receiveBuffer,
                segmentsInFlight,
                firstRtoNanos,
                longest.toNanos(),
                handshakeRtoNanos,
                retransmitsGivenUp,
                handshakesGivenUp);
    }

    /** The same with so many retransmissions before a connection is given up. */
    public NetworkOptions withRetransmitsGivenUp(int retransmits) {
        return new NetworkOptions(
                leastDelayNanos,
                mostDelayNanos,
                loss,
                mss,
                sendBuffer,
                receiveBuffer,
                segmentsInFlight,
                firstRtoNanos,
                longestRtoNanos,
                handshakeRtoNanos,
                retransmits,
                handshakesGivenUp);
    }

    private static void require(boolean holds, String what, Number value, String limit) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is " + value + "; choose " + limit);
        }
    }
}
