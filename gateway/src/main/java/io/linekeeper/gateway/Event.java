package io.linekeeper.gateway;

import io.linekeeper.line.MassSilence;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.session.SessionHandler;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that happened, as it is written to the console and to the event stream. A value. */
sealed interface Event {

    /** When it happened, on the wall clock: for display only. */
    Instant at();

    /** Its name in the event stream. */
    String name();

    /** A listener listens. */
    record Listening(Instant at, String listener, String host, int port) implements Event {
        @Override
        public String name() {
            return "listening";
        }
    }

    /** Something happened to a line; with its verdict from the verdict on, or the one that was only observed. */
    record OfLine(
            Instant at,
            String name,
            int line,
            String listener,
            String peer,
            @Nullable DeviceId device,
            @Nullable Verdict verdict)
            implements Event {

        static OfLine of(String name, LineHandler line, @Nullable Verdict verdict) {
            SocketAddress peer = line.channel().remoteAddress();
            Session session = SessionHandler.of(line.channel());
            DeviceId device = session == null ? null : session.device();
            return new OfLine(Instant.now(), name, line.number(), line.name(), address(peer), device, verdict);
        }
    }

    /** Nobody has read from a line for so long: the application does not, so its peer is not charged. */
    record NotReading(OfLine line, Duration since) implements Event {
        @Override
        public Instant at() {
            return line.at();
        }

        @Override
        public String name() {
            return line.name();
        }
    }

    /** A line has proven its device, and is its session from now on. */
    record Identified(Instant at, Session session) implements Event {
        @Override
        public String name() {
            return "identified";
        }
    }

    /** A device came back on another line. */
    record Superseded(Instant at, Session old, Session by) implements Event {
        @Override
        public String name() {
            return "superseded";
        }
    }

    /** A device that has proven itself was not let in. */
    record Refused(Instant at, DeviceId device, int line, String why) implements Event {
        @Override
        public String name() {
            return "refused";
        }
    }

    /**
     * Another thing is known of a host than before.
     *
     * @param why what ping said when it ended, if it did
     */
    record OfHost(
            Instant at,
            String host,
            Reachability state,
            int lines,
            @Nullable String why) implements Event {
        @Override
        public String name() {
            return "reachability";
        }
    }

    /** A large share of all lines was found dead at the same time: its beginning, and later the whole. */
    record Mass(Instant at, MassSilence.Finding finding) implements Event {
        @Override
        public String name() {
            return "mass_silence";
        }
    }

    /** One of our own loops was away. */
    record Paused(Instant at, String loop, Duration gap) implements Event {
        @Override
        public String name() {
            return "paused";
        }
    }

    /** An address as {@code 10.0.0.2:51234} or {@code [fe80::1]:51234}. */
    private static String address(@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "unknown";
        }
        return hostAndPort(NetUtil.toAddressString(inet.getAddress()), inet.getPort());
    }

    static String hostAndPort(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
