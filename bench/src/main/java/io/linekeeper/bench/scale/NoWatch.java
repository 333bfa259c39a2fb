package io.linekeeper.bench.scale;

import io.netty.channel.ChannelPipeline;

/** The base: a server without liveness. */
final class NoWatch implements Watch {
    @Override
    public void bytes(ChannelPipeline pipeline) {}
}
