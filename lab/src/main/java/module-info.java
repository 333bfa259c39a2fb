/** Real faults in network namespaces, and the fault x detector matrix. */
module io.linekeeper.lab {
    requires com.fasterxml.jackson.databind;
    requires transitive io.linekeeper.core;
    requires static org.jspecify;

    exports io.linekeeper.lab;
}
