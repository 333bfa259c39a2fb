package io.linekeeper.gateway;

import java.util.regex.Pattern;

/**
 * Where a listener listens, and what it speaks there.
 *
 * @param host a name or address; {@value #LOOPBACK} if none is given
 * @param port 0 to 65535; 0 picks a free one
 */
public record ListenAddress(Protocol protocol, String host, int port) {
    /** Where listeners listen unless told otherwise: nobody else can reach them. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int MOST_PORT = 65_535;
    private static final Pattern PORT = Pattern.compile("[0-9]{1,9}");

    public ListenAddress {
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    "port " + port + " is not from 0 to " + MOST_PORT + "; choose one of those (0 picks a free one)");
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "the host to listen on is empty; name one, or leave it out for " + LOOPBACK);
        }
    }

    /** The protocol's own port on loopback. */
    public static ListenAddress of(Protocol protocol) {
        return new ListenAddress(protocol, LOOPBACK, protocol.defaultPort());
    }

    /** Reads {@code PROTOCOL:[HOST:]PORT}; an IPv6 host stands in brackets. */
    public static ListenAddress parse(String text) {
        int first = text.indexOf(':');
        if (first < 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not PROTOCOL:[HOST:]PORT; write for example fixed1028:7778");
        }
        Protocol protocol = Protocol.of(text.substring(0, first));
        String rest = text.substring(first + 1);
        int last = rest.lastIndexOf(':');
        if (last < 0) {
            return new ListenAddress(protocol, LOOPBACK, port(rest));
        }
        if (rest.startsWith("[") && rest.endsWith("]")) {
            throw new IllegalArgumentException("\"" + text + "\" has no port; write " + text + ":"
                    + protocol.defaultPort() + ", or port 0 for a free one");
        }
        return new ListenAddress(protocol, host(rest.substring(0, last)), port(rest.substring(last + 1)));
    }

    private static String host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the IPv6 host " + text + " must stand in brackets: [" + text + "]");
        }
        return text;
    }

    private static int port(String text) {
        if (!PORT.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a port; write a number from 0 to " + MOST_PORT);
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return protocol.word() + " on " + Event.hostAndPort(host, port);
    }
}
