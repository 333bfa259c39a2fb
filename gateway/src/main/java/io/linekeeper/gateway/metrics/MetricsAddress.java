package io.linekeeper.gateway.metrics;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics are read: on loopback only, since nobody is asked who they are there.
 *
 * @param address resolved; port 0 picks a free one
 */
public record MetricsAddress(InetSocketAddress address) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int HIGHEST_PORT = 65_535;

    /** @throws IllegalArgumentException if it is no address of loopback */
    public MetricsAddress {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the host " + address.getHostString() + " is not known");
        }
        if (!address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    address.getHostString() + " can be reached by others, and nobody is asked who"
                            + " they are; choose " + LOOPBACK + ", and let a proxy that authenticates stand before it");
        }
    }

    /**
     * {@code [HOST:]PORT}, an IPv6 host in brackets; without a host 127.0.0.1.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static MetricsAddress parse(String text) {
        URI parsed = uri(text);
        String host = parsed.getHost();
        if (host == null
                || parsed.getPort() < 0
                || parsed.getPort() > HIGHEST_PORT
                || !parsed.getPath().isEmpty()) {
            throw noAddress(text, null);
        }
        try {
            return new MetricsAddress(new InetSocketAddress(InetAddress.getByName(host), parsed.getPort()));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host in \"" + text + "\" is not known; name one of loopback", e);
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create("http://" + (text.contains(":") ? text : LOOPBACK + ":" + text));
        } catch (IllegalArgumentException e) {
            throw noAddress(text, e);
        }
    }

    private static IllegalArgumentException noAddress(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not [HOST:]PORT with a port from 0 to 65535, as in 9464 or [::1]:9464", cause);
    }
}
