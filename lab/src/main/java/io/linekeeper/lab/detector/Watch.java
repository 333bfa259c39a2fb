package io.linekeeper.lab.detector;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the events of one detector. Any thread. */
final class Watch {
    /** What a detector that knows no fates says of a FIN. */
    static final String END_OF_STREAM = "end of stream";

    private final String detector;
    private final EventSink events;

    Watch(String detector, EventSink events) {
        this.detector = detector;
        this.events = events;
    }

    void tell(ServerEvent.Kind kind, @Nullable SocketAddress peer, String fate, String says) {
        events.tell(new ServerEvent(System.nanoTime(), detector, kind, text(peer), fate, says));
    }

    void tell(ServerEvent.Kind kind, SocketAddress peer) {
        tell(kind, peer, "", "");
    }

    void failed(SocketAddress peer, Throwable error) {
        String said = String.valueOf(error.getMessage());
        tell(ServerEvent.Kind.FOUND, peer, words(said), said);
    }

    private static String text(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress() + ":" + address.getPort()
                : "";
    }

    /** The kernel's words alone: Netty puts the call before them. */
    static String words(String message) {
        return message.substring(message.lastIndexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
    }
}
