package io.linekeeper.gateway.client;

/**
 * Where a server is.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {
    private static final int MOST_PORT = 65_535;

    /** @throws IllegalArgumentException if the host is empty or the port out of its range */
    public ServerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host to connect to is empty; name one, as in 127.0.0.1:7778");
        }
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    "port " + port + " is not from 1 to " + MOST_PORT + "; choose one of those");
        }
    }

    /**
     * Reads {@code HOST:PORT}; an IPv6 host stands in brackets.
     *
     * @throws IllegalArgumentException if it is anything else, with one sentence
     */
    public static ServerAddress parse(String text) {
        int last = text.lastIndexOf(':');
        if (last < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is not HOST:PORT; write for example 127.0.0.1:7778");
        }
        String host = text.substring(0, last);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not HOST:PORT; name the protocol with --protocol, and write an IPv6 host in brackets, as in"
                    + " [::1]:7778");
        }
        return new ServerAddress(host, port(text.substring(last + 1)));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a port; write a number from 1 to " + MOST_PORT, e);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
