package io.linekeeper.netty;

import io.linekeeper.policy.Capabilities;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import java.util.List;

/**
 * What {@link Transport#resolve()} found: the Netty classes to use, and what this platform can and cannot do.
 *
 * <p>Immutable; any thread.
 *
 * @param transport {@link Transport#EPOLL} or {@link Transport#NIO}
 * @param ioHandlers for a {@code MultiThreadIoEventLoopGroup}; one factory serves any number of groups
 * @param serverChannel for {@code ServerBootstrap.channel}
 * @param clientChannel for {@code Bootstrap.channel}
 * @param capabilities what a policy may rely on
 * @param missing what cannot be done here, each with its name in the man page first; empty when everything can
 */
public record ResolvedTransport(
        Transport transport,
        IoHandlerFactory ioHandlers,
        Class<? extends ServerChannel> serverChannel,
        Class<? extends SocketChannel> clientChannel,
        Capabilities capabilities,
        List<String> missing) {

    public ResolvedTransport {
        if (transport == Transport.AUTO) {
            throw new IllegalArgumentException("AUTO is a wish, not a transport; resolve it to EPOLL or NIO");
        }
        missing = List.copyOf(missing);
    }

    /** The kernel options as this transport can set and read them. */
    public KernelOptions kernelOptions() {
        return new KernelOptions(this);
    }

    SocketOptions socketOptions() {
        return transport == Transport.EPOLL ? EpollSocketOptions.INSTANCE : NioSocketOptions.INSTANCE;
    }
}
