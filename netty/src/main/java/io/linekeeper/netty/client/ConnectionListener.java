package io.linekeeper.netty.client;

import io.linekeeper.line.Fate;
import io.linekeeper.wire.Frame;

/** Hears what happens on one connection of a client, on its event loop. One {@code judged}, then one {@code closed}. */
interface ConnectionListener {
    /** The server has welcomed the device. */
    void welcomed(Frame.Welcome welcome);

    /** The server may be dead. */
    void suspected();

    /** The server was heard again. */
    void recovered();

    /** A message of the server's, or a piece of one. */
    void received(Frame.Data data);

    /** The server said goodbye; before or after the verdict. */
    void goodbye(Frame.Goodbye goodbye);

    /** The line has its verdict, and is being ended. */
    void judged(Fate fate);

    /** The connection is closed. */
    void closed();
}
