/** The server process: configuration, listeners and routes. */
module io.linekeeper.gateway {
    requires com.fasterxml.jackson.databind;
    requires transitive io.linekeeper.netty;
    requires jdk.httpserver;
    requires micrometer.registry.prometheus;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports io.linekeeper.gateway;
    exports io.linekeeper.gateway.client;
    exports io.linekeeper.gateway.flight;
    exports io.linekeeper.gateway.icmp;
    exports io.linekeeper.gateway.metrics;
}
