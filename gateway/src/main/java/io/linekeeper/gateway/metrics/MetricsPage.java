package io.linekeeper.gateway.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the meters at {@code /metrics}, in the text format of Prometheus, from one thread of its own. Any thread. */
public final class MetricsPage implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final int MOST_WAITING = 16;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpServer server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(MetricsPage::named);

    private MetricsPage(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(thread);
        server.start();
    }

    /**
     * Serves a page without meters yet.
     *
     * @throws IOException if the address cannot be listened on; the message says why and what to do
     */
    public static MetricsPage start(MetricsAddress where) throws IOException {
        try {
            return new MetricsPage(HttpServer.create(where.address(), MOST_WAITING));
        } catch (IOException e) {
            throw new IOException(
                    "metrics cannot be served on " + words(where.address()) + " (" + e.getMessage()
                            + "); choose another port, or 0 for a free one",
                    e);
        }
    }

    /** Where meters are registered that are to be on the page. */
    public MeterRegistry registry() {
        return registry;
    }

    /** The page's address. */
    public String url() {
        return "http://" + words(server.getAddress()) + PATH;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                byte[] page = registry.scrape().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
        registry.close();
    }

    private static String words(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "metrics");
        thread.setDaemon(true);
        return thread;
    }
}
