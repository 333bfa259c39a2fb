package io.linekeeper.netty;

import io.netty.channel.Channel;
import java.util.OptionalInt;

/** How one transport sets and reads {@link KernelOption}s. Stateless; any thread. */
sealed interface SocketOptions permits EpollSocketOptions, NioSocketOptions {

    /** Whether this platform has the option at all. */
    boolean takes(KernelOption option);

    /** Whether the listener takes the option and hands it on to the sockets it accepts. */
    boolean inherits(KernelOption option);

    /** The option in this transport's spelling; only for options it {@link #takes}. */
    Setting<?> setting(KernelOption option, int value);

    /** What the socket really has; absent where the platform cannot tell. */
    OptionalInt read(Channel channel, KernelOption option);
}
