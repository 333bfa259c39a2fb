package io.linekeeper.gateway.client;

import io.linekeeper.gateway.Protocol;
import io.netty.channel.ChannelHandlerContext;

/** Sends the client's message. */
final class Sending extends Repeating {
    private final Message message;
    private final Protocol protocol;

    Sending(Message message, Protocol protocol) {
        super(message.every().orElse(null));
        this.message = message;
        this.protocol = protocol;
    }

    @Override
    void send(ChannelHandlerContext context) {
        context.writeAndFlush(message.frame(protocol, context.alloc()), context.voidPromise());
    }
}
