/** Pure logic that finds dead TCP connections: JDK only; no sockets, threads, logs or clock reads. */
module io.linekeeper.core {
    requires static org.jspecify;

    exports io.linekeeper.client;
    exports io.linekeeper.line;
    exports io.linekeeper.policy;
    exports io.linekeeper.replay;
    exports io.linekeeper.session;
    exports io.linekeeper.wire;
}
