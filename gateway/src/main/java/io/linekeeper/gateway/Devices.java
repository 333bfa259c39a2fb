package io.linekeeper.gateway;

import io.linekeeper.netty.session.SessionTerms;
import io.linekeeper.session.DeviceAuthenticator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is let in by a listener that speaks {@code line}. A value.
 *
 * <p>A network on which others are is no place to believe a device by its word, nor to send a secret in clear: off loopback
 * both have to be asked for.
 *
 * @param authenticator proves devices; empty: each is believed
 * @param anonymousAnywhere whether devices are believed off loopback, too
 * @param credentialsInClear whether credentials may be asked for off loopback, where anybody on the way can read them
 * @param handshake from a connection to its WELCOME
 */
public record Devices(
        Optional<DeviceAuthenticator> authenticator,
        boolean anonymousAnywhere,
        boolean credentialsInClear,
        Duration handshake) {

    /** @throws IllegalArgumentException if the handshake's deadline is out of its range */
    public Devices {
        SessionTerms.requireHandshake(handshake);
    }

    /** Each is believed, and only loopback is listened on. */
    public static Devices anonymousOnLoopback() {
        return new Devices(Optional.empty(), false, false, SessionTerms.DEFAULT_HANDSHAKE);
    }

    /** @throws GatewayException if such a listener would let in whom it should not, or give away secrets */
    void requireSafe(ListenAddress address) throws GatewayException {
        if (address.protocol() != Protocol.LINE || isLoopback(address.host())) {
            return;
        }
        if (authenticator.isEmpty() && !anonymousAnywhere) {
            throw new GatewayException(
                    address + " can be reached by others, and would believe every device by its word;"
                            + " prove them with --device-credentials FILE, listen on " + ListenAddress.LOOPBACK
                            + ", or say --allow-anonymous-devices if only devices can reach it that may be believed");
        }
        if (authenticator.isPresent() && !credentialsInClear) {
            throw new GatewayException(address + " can be reached by others, and credentials would cross the network in"
                    + " clear; listen on " + ListenAddress.LOOPBACK
                    + ", or say --insecure-credentials if nobody on the way can read them");
        }
    }

    /** A name that nobody knows is no address to listen on, which is told when it is tried. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return true;
        }
    }
}
