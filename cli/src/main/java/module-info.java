/** The command line. */
module io.linekeeper.cli {
    requires info.picocli;
    requires io.linekeeper.gateway;
    requires io.linekeeper.lab;
    requires static org.jspecify;

    opens io.linekeeper.cli to
            info.picocli;
}
