package io.linekeeper.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Kernel options as raw integers, which Netty's epoll channels take on listeners too.
 *
 * <p>Linux copies all of them to an accepted socket when the handshake ends (measured, user time-out included).
 */
final class EpollSocketOptions implements SocketOptions {
    static final EpollSocketOptions INSTANCE = new EpollSocketOptions();

    private final Map<KernelOption, IntegerUnixChannelOption> options = new EnumMap<>(KernelOption.class);
    private final Map<KernelOption, Boolean> taken = new EnumMap<>(KernelOption.class);

    private EpollSocketOptions() {
        EpollSocketChannel probe = new EpollSocketChannel();
        try {
            for (KernelOption option : KernelOption.values()) {
                options.put(
                        option,
                        new IntegerUnixChannelOption("linekeeper." + option.name(), option.level, option.number));
                taken.put(option, read(probe, option).isPresent());
            }
        } finally {
            probe.unsafe().closeForcibly();
        }
    }

    @Override
    public boolean takes(KernelOption option) {
        return taken.getOrDefault(option, false);
    }

    @Override
    public boolean inherits(KernelOption option) {
        return takes(option);
    }

    @Override
    public Setting<?> setting(KernelOption option, int value) {
        return new Setting<>(option, raw(option), value);
    }

    @Override
    public OptionalInt read(Channel channel, KernelOption option) {
        try {
            Integer value = channel.config().getOption(raw(option));
            return value == null ? OptionalInt.empty() : OptionalInt.of(value);
        } catch (ChannelException unreadable) {
            return OptionalInt.empty();
        }
    }

    private IntegerUnixChannelOption raw(KernelOption option) {
        IntegerUnixChannelOption raw = options.get(option);
        if (raw == null) {
            throw new AssertionError("no number for " + option);
        }
        return raw;
    }
}
