package io.linekeeper.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;

/** One kernel option with the value it shall have, as one transport spells it. */
record Setting<T>(KernelOption name, ChannelOption<T> option, T value) {

    void onListener(ServerBootstrap bootstrap) {
        bootstrap.option(option, value);
    }

    void onAccepted(ServerBootstrap bootstrap) {
        bootstrap.childOption(option, value);
    }

    void on(Bootstrap bootstrap) {
        bootstrap.option(option, value);
    }

    /** Sets it now; a refusal is an error that names the option. */
    void on(Channel channel) {
        try {
            if (channel.config().setOption(option, value)) {
                return;
            }
        } catch (RuntimeException refusal) {
            Throwable why = refusal.getCause() == null ? refusal : refusal.getCause();
            throw new ChannelException(this + " was refused by the kernel: " + why.getMessage(), refusal);
        }
        throw new ChannelException(this + " is unknown to " + channel.getClass().getSimpleName());
    }

    @Override
    public String toString() {
        return name + " = " + value;
    }
}
