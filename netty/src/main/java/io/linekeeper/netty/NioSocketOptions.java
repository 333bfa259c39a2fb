package io.linekeeper.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Kernel options as far as the JDK's channels have them.
 *
 * <p>The three keepalive values live in module {@code jdk.net}, which a trimmed runtime may lack; they are looked up by
 * name, so that this class loads without it. Where the platform is Linux they go on the listener and are inherited;
 * elsewhere inheritance is not certain (macOS has none), so each accepted socket gets them. {@code SO_KEEPALIVE} always
 * goes on the accepted socket: the JDK's server channel refuses it.
 */
final class NioSocketOptions implements SocketOptions {
    static final NioSocketOptions INSTANCE = new NioSocketOptions();

    private final Map<KernelOption, ChannelOption<Integer>> options = new EnumMap<>(KernelOption.class);
    private final Map<KernelOption, Boolean> onListener = new EnumMap<>(KernelOption.class);

    private NioSocketOptions() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        try (SocketChannel socket = SocketChannel.open();
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            for (KernelOption option : KernelOption.KEEPALIVE_VALUES) {
                SocketOption<Integer> found = find(socket, option);
                if (found != null) {
                    options.put(option, NioChannelOption.of(found));
                    onListener.put(option, linux && find(listener, option) != null);
                }
            }
        } catch (IOException e) {
            throw new ChannelException("no socket can be opened to ask which keepalive options this runtime has", e);
        }
    }

    @SuppressWarnings("unchecked") // the type was looked at
    private static @Nullable SocketOption<Integer> find(NetworkChannel channel, KernelOption option) {
        for (SocketOption<?> candidate : channel.supportedOptions()) {
            if (candidate.name().equals(option.jdkName) && candidate.type() == Integer.class) {
                return (SocketOption<Integer>) candidate;
            }
        }
        return null;
    }

    @Override
    public boolean takes(KernelOption option) {
        return option == KernelOption.SO_KEEPALIVE || options.containsKey(option);
    }

    @Override
    public boolean inherits(KernelOption option) {
        return onListener.getOrDefault(option, false);
    }

    @Override
    public Setting<?> setting(KernelOption option, int value) {
        if (option == KernelOption.SO_KEEPALIVE) {
            return new Setting<>(option, ChannelOption.SO_KEEPALIVE, value != 0);
        }
        ChannelOption<Integer> known = options.get(option);
        if (known == null) {
            throw new ChannelException(option + " cannot be set through the JDK's channels");
        }
        return new Setting<>(option, known, value);
    }

    @Override
    public OptionalInt read(Channel channel, KernelOption option) {
        try {
            if (option == KernelOption.SO_KEEPALIVE) {
                Boolean on = channel.config().getOption(ChannelOption.SO_KEEPALIVE);
                return on == null ? OptionalInt.empty() : OptionalInt.of(on ? 1 : 0);
            }
            ChannelOption<Integer> known = options.get(option);
            Integer value = known == null ? null : channel.config().getOption(known);
            return value == null ? OptionalInt.empty() : OptionalInt.of(value);
        } catch (ChannelException unreadable) {
            return OptionalInt.empty();
        }
    }
}
