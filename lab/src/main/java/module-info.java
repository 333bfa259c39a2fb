/** Real faults in network namespaces, and the fault x detector matrix. */
module io.linekeeper.lab {
    requires com.fasterxml.jackson.databind;
    requires transitive io.linekeeper.core;
    requires io.linekeeper.netty;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires static org.jspecify;

    exports io.linekeeper.lab;
    exports io.linekeeper.lab.detector;
    exports io.linekeeper.lab.experiment;
    exports io.linekeeper.lab.matrix;
    exports io.linekeeper.lab.report;
    exports io.linekeeper.lab.scene;
}
