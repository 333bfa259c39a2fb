package io.linekeeper.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Locale;

/** Binds listeners, and says in one sentence why one cannot be bound. */
final class BindFailure {
    private BindFailure() {}

    static Channel bind(ServerBootstrap bootstrap, ListenAddress address) throws GatewayException {
        InetSocketAddress socketAddress = new InetSocketAddress(address.host(), address.port());
        if (socketAddress.isUnresolved()) {
            throw new GatewayException(
                    "cannot listen for " + address + ": the host " + address.host()
                            + " is not known here; name an address of this machine",
                    new BindException());
        }
        ChannelFuture bound = bootstrap.bind(socketAddress).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new GatewayException(sentence(address, bound.cause()), bound.cause());
        }
        return bound.channel();
    }

    private static String sentence(ListenAddress address, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        String remedy;
        if (lower.contains("in use")) {
            remedy = "the port is in use; choose another, or port 0 for a free one";
        } else if (lower.contains("permission")) {
            remedy = "the port needs rights that this process has not; choose one above 1023";
        } else if (lower.contains("cannot assign")) {
            remedy = "the host is no address of this machine; name one that is";
        } else {
            remedy = message;
        }
        return "cannot listen for " + address + ": " + remedy;
    }
}
