/** The core on Netty channels. */
module io.linekeeper.netty {
    requires transitive io.linekeeper.core;
    requires transitive io.netty.buffer;
    requires transitive io.netty.codec;
    requires transitive io.netty.common;
    requires io.netty.handler;
    requires transitive io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires static org.jspecify;

    exports io.linekeeper.netty;
    exports io.linekeeper.netty.client;
    exports io.linekeeper.netty.session;
}
