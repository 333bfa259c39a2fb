package io.linekeeper.netty;

import io.linekeeper.line.Witness;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the kernel's testimony about one line: {@code TCP_INFO} of an epoll channel, as a {@link Witness}.
 *
 * <p>0.8 us and no allocation but the witness. It asks the socket itself,
 * since Netty's {@code EpollTcpInfo} ends before the fields that matter ({@code linux/tcp.h}, struct {@code tcp_info}).
 *
 * <p>The kernel does not say how many bytes of our stream it was given; that is counted here:
 * {@code bytes_sent - bytes_retrans + notsent_bytes}, put right in three places:
 *
 * <ul>
 *   <li>{@code bytes_acked} counts the SYN on the side that connected (never on the side that accepted), and the FIN
 *       once it is acknowledged; {@code notsent_bytes} counts a FIN that waits. Neither is a byte of the stream.
 *   <li>{@code bytes_sent} grows also when a segment is dropped before it leaves the host (full queue, firewall, no
 *       route), and again when it is sent then, without {@code bytes_retrans} growing. So with nothing in flight all that
 *       was sent is acknowledged, whatever the counters say; until then the sum may be too large, never too small.
 *   <li>While something is in flight, at least one byte is.
 * </ul>
 */
final class TcpInfo {
    static final int BYTES = 232;

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;

    private static final int STATE = 0;
    private static final int RETRANSMITS = 2;
    private static final int PROBES = 3;
    private static final int UNACKED = 24;
    private static final int LAST_DATA_RECV = 52;
    private static final int LAST_ACK_RECV = 56;
    private static final int RTT = 68;
    private static final int BYTES_ACKED = 120;
    private static final int NOTSENT_BYTES = 144;
    private static final int BYTES_SENT = 200;
    private static final int BYTES_RETRANS = 208;
    private static final int SND_WND = 228;

    /** Stays in the last field when the kernel gives fewer bytes; no window is that large (RFC 7323: at most 1 GiB). */
    private static final int NOT_GIVEN = -1;

    private static final int FIN_WAIT1 = 4;
    private static final int FIN_WAIT2 = 5;
    private static final int TIME_WAIT = 6;
    private static final int CLOSE = 7;
    private static final int LAST_ACK = 9;
    private static final int CLOSING = 11;

    private static final FastThreadLocal<ByteBuffer> BUFFER = new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
            return newBuffer();
        }
    };

    private TcpInfo() {}

    /** Whether a channel's kernel can be asked at all. */
    static boolean isFor(Channel channel) {
        return channel instanceof EpollSocketChannel && Completeness.KNOWN;
    }

    /** Asked once: the answer is the same for every socket of this machine. */
    private static final class Completeness {
        static final boolean KNOWN = isComplete();
    }

    /**
     * Asks the kernel. On the channel's event loop only: elsewhere the descriptor could be closed and belong to another
     * socket by then.
     *
     * @param nowNanos the roll call's time, for {@link Witness#atNanos()}
     * @param reading whether a read is outstanding on the line
     * @return null if there is no testimony: the channel is not epoll, or closed; the kernel has already ended the
     *     connection (state CLOSE, as after ETIMEDOUT or RST: it has wiped what it knew); or it is older than Linux 5.4
     *     and gives fewer than {@value #BYTES} bytes
     */
    static @Nullable Witness read(Channel channel, long nowNanos, boolean reading) {
        if (!(channel instanceof EpollSocketChannel epoll) || !channel.isActive()) {
            return null;
        }
        ByteBuffer info = BUFFER.get();
        return fill(epoll, info) ? testimony(info, channel.parent() == null, nowNanos, reading) : null;
    }

    /** Whether this kernel gives every field that {@link #read} needs. Any thread; only where epoll can be used. */
    static boolean isComplete() {
        EpollSocketChannel probe = new EpollSocketChannel();
        try {
            return fill(probe, newBuffer());
        } finally {
            probe.unsafe().closeForcibly();
        }
    }

    private static boolean fill(EpollSocketChannel channel, ByteBuffer info) {
        if (!(channel.fd() instanceof Socket socket)) {
            return false;
        }
        info.clear();
        info.putInt(SND_WND, NOT_GIVEN);
        try {
            socket.getRawOpt(IPPROTO_TCP, TCP_INFO, info);
        } catch (IOException gone) {
            return false;
        }
        return info.getInt(SND_WND) != NOT_GIVEN;
    }

    static ByteBuffer newBuffer() {
        return ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());
    }

    /**
     * Makes the witness.
     *
     * @param connected whether our side sent the first SYN
     */
    static @Nullable Witness testimony(ByteBuffer info, boolean connected, long nowNanos, boolean reading) {
        int state = info.get(STATE);
        if (state == CLOSE) {
            return null;
        }
        int unacked = info.getInt(UNACKED);
        boolean finWaits = state == FIN_WAIT1 || state == CLOSING || state == LAST_ACK;
        boolean finAcknowledged = state == FIN_WAIT2 || state == TIME_WAIT;

        long acknowledged = Math.max(0, info.getLong(BYTES_ACKED) - (connected ? 1 : 0) - (finAcknowledged ? 1 : 0));
        long unsent = unsigned(info, NOTSENT_BYTES);
        if (finWaits && unsent > 0) {
            unsent--;
        }
        long sent = info.getLong(BYTES_SENT) - info.getLong(BYTES_RETRANS);
        long least = acknowledged + (finWaits ? 0 : 1);
        long queued = (unacked == 0 ? acknowledged : Math.max(sent, least)) + unsent;

        return new Witness(
                nowNanos,
                true,
                reading,
                unsigned(info, LAST_DATA_RECV),
                unsigned(info, LAST_ACK_RECV),
                acknowledged,
                queued,
                unacked,
                unsent,
                unsigned(info, SND_WND),
                info.get(PROBES) & 0xff,
                info.get(RETRANSMITS) & 0xff,
                unsigned(info, RTT));
    }

    private static long unsigned(ByteBuffer info, int offset) {
        return info.getInt(offset) & 0xffff_ffffL;
    }
}
